import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Life, liveOrder, scripts, shuffled } from '../../test/builders/order-life.ts';
import { assignmentOf, idOf, type StoryDocument, tellStory } from '../../test/builders/order-story.ts';
import type { EventDocument } from '../documents/event.ts';
import { shapes } from '../documents/parse.ts';
import type { ReviewDocument } from '../documents/review.ts';
import { foldOrder } from './fold.ts';
import { causalGraph, concurrent } from './graph.ts';
import { finalPhases, moves } from './moves.ts';
import type { OrderFold } from './types.ts';

/**
 * Random lives of an order: dispatcher, reviewer and the office itself, two devices of technician A and one of B act on what each of them
 * knows and meet at random. `lawful` authors make only moves that `canMove` allows them; the others do anything.
 */
const runs = { numRuns: 1000 };
/** The machine may be busy; on an idle core each takes a few seconds. */
const withinMs = 240_000;
const numbers = fc.infiniteStream(fc.nat());

const text = ({ story }: Life, events: readonly EventDocument[], reviews: readonly ReviewDocument[]): string =>
  JSON.stringify(foldOrder(story.order, events, reviews));
const foldAmong = ({ story }: Life, documents: Iterable<StoryDocument>): OrderFold => {
  const all = [...documents];
  return foldOrder(
    story.order,
    all.filter((one): one is EventDocument => one.type === 'event'),
    all.filter((one): one is ReviewDocument => one.type === 'review'),
  );
};

/** These events without some of them; who built on one of those builds on what it had built on. */
function without(events: readonly EventDocument[], gone: ReadonlySet<string>): readonly EventDocument[] {
  const after = new Map(events.map((event) => [event._id, event.after]));
  const past = (ids: readonly string[]): readonly string[] => [
    ...new Set(ids.flatMap((id) => (gone.has(id) ? past(after.get(id) ?? []) : [id]))),
  ];
  return events.filter(({ _id }) => !gone.has(_id)).map((event) => ({ ...event, after: [...past(event.after)] }));
}

/** What does not depend on how ties between concurrent facts are ordered. */
const stands = ({
  phase,
  state,
  assignment,
  appointment,
  hold,
  started,
  everHeld,
  passed,
  withdrawn,
  reviewState,
}: OrderFold) => ({
  ...{ phase, state, assignment, appointment, hold, started, everHeld, reviewState },
  passed: Object.keys(passed).toSorted(),
  withdrawn: Object.keys(withdrawn).toSorted(),
});

describe('foldOrder, for any life of an order', { timeout: withinMs }, () => {
  it('what lives are made of has the shapes of the product', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        for (const document of liveOrder(script).documents) {
          const read = shapes[document.type].safeParse(document);
          expect(read.success ? '' : `${document._id}: ${read.error.message}`).toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['lawful', true],
    ['lawless', false],
  ] as const)('%s: the delivery order, duplicates and halves change nothing', (_, lawful) => {
    fc.assert(
      fc.property(scripts, numbers, (script, noise) => {
        const life = liveOrder(script, { lawful });
        const { events, reviews } = life;
        const expected = text(life, events, reviews);
        expect(text(life, shuffled(events, noise), shuffled(reviews, noise))).toBe(expected);
        const half = events.length >> 1;
        expect(text(life, [...events.slice(half), ...events.slice(0, half)], reviews.toReversed())).toBe(expected);
      }),
      runs,
    );
  });

  it('never throws, whatever is missing', () => {
    fc.assert(
      fc.property(scripts, numbers, fc.boolean(), (script, noise, lawful) => {
        const life = liveOrder(script, { lawful });
        const some = life.events.filter(() => (noise.next().value as number) % 2 === 0);
        expect(foldOrder(life.story.order, some, life.reviews).history).toHaveLength(some.length);
      }),
      runs,
    );
  });

  it('never throws on rings and strange numbers', () => {
    fc.assert(
      fc.property(scripts, fc.infiniteStream(fc.nat(60)), (script, noise) => {
        const life = liveOrder(script, { lawful: false });
        const { events } = life;
        const forged = events.map((event) => ({
          ...event,
          deviceSeq: 1 + (noise.next().value as number),
          after: [events[(noise.next().value as number) % events.length]!._id],
        }));
        expect(text(life, forged, [])).toBe(text(life, forged.toReversed(), []));
      }),
      runs,
    );
  });

  it('what lawful authors write is applied or overtaken, never illegal; what is overtaken names a move that is applied', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const life = liveOrder(script);
        const { history } = foldAmong(life, life.documents);
        expect(history.map(({ event }) => event._id).toSorted()).toEqual(life.events.map(({ _id }) => _id).toSorted());
        for (const { event, applied, notApplied } of history) {
          expect(applied).toBe(notApplied === undefined);
          if (applied) continue;
          expect(moves[event.kind].sort).toBe('move');
          const winner = notApplied?.replace(/^overtaken:/, '');
          expect(
            history.some((other) => other.applied && other.event.kind === winner),
            notApplied,
          ).toBe(true);
        }
      }),
      runs,
    );
  });

  it('what the table forbade where its author stood is kept as illegal, and the order stands as if it had not been written', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const life = liveOrder(script, { lawful: false });
        const fold = foldAmong(life, life.documents);
        const illegal = fold.history.filter(({ notApplied }) => notApplied?.startsWith('illegal'));
        const lawful = without(life.events, new Set(illegal.map(({ event }) => event._id)));
        expect(fold.history).toHaveLength(life.events.length);
        expect(stands(foldAmong(life, [...lawful, ...life.reviews]))).toEqual(stands(fold));
      }),
      runs,
    );
  });

  it('a stage once passed stays passed, by the same event or by one that did not know it, whatever arrives', () => {
    fc.assert(
      fc.property(scripts, numbers, (script, noise) => {
        const life = liveOrder(script);
        const graph = causalGraph(life.events);
        const place = (id: string | undefined): number => graph.indexOf.get(id ?? '') ?? -1;
        const pick = (): readonly StoryDocument[] =>
          life.known[(noise.next().value as number) % life.known.length] ?? [];
        const [some, others] = [pick(), pick()];
        const steps = [some, [...new Set([...some, ...others])], life.documents].map(
          (known) => foldAmong(life, known).passed,
        );
        steps.slice(1).forEach((later, index) => {
          for (const [stage, { _id }] of Object.entries(steps[index] ?? {})) {
            const now = later[stage]?._id;
            expect(now === _id || concurrent(graph, place(now), place(_id)), `${stage}: ${_id} → ${now}`).toBe(true);
          }
        });
      }),
      runs,
    );
  });

  it('a stage once passed stays passed, even where what its author had seen has not arrived', () => {
    fc.assert(
      fc.property(scripts, numbers, (script, noise) => {
        const life = liveOrder(script);
        const arriving = [...new Set(shuffled(life.events, noise))];
        let passed: string[] = [];
        for (let count = 1; count <= arriving.length; count += 1) {
          const now = Object.keys(foldOrder(life.story.order, arriving.slice(0, count), []).passed);
          expect(now).toEqual(expect.arrayContaining(passed));
          passed = now;
        }
      }),
      runs,
    );
  });

  it('the moves that are applied to one part of the standing form a chain', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const life = liveOrder(script, { lawful: false });
        const fold = foldAmong(life, life.events);
        const finals = fold.history.filter(
          ({ applied, event }) => applied && finalPhases.has(moves[event.kind].next ?? 'intake'),
        );
        expect(finals.length).toBeLessThanOrEqual(1);
        expect(finals.length === 1).toBe(finalPhases.has(fold.phase));
      }),
      runs,
    );
  });
});

describe('speed', () => {
  it('folds 100 events in less than 2 ms', () => {
    const story = tellStory();
    const a = story.device('a');
    for (let round = 0; round < 10; round += 1) {
      story.office.does('assigned', { ...assignmentOf(String(round)), technicianId: idOf('a') });
      a.meets(story.office);
      a.does('accepted', assignmentOf(String(round)));
      a.does('started', assignmentOf(String(round)));
      for (let note = 0; note < 3; note += 1) a.does('noted', { text: 'x' });
      for (let note = 0; note < 3; note += 1) story.office.does('noted', { text: 'x' });
      a.does('stagePassed', { stage: `s${round}`, submissions: [], evidence: [], verdicts: [] });
      story.office.meets(a);
    }
    const events = [...story.office.known].filter((one): one is EventDocument => one.type === 'event');
    expect(events).toHaveLength(100);
    const times = Array.from({ length: 60 }, () => {
      const before = performance.now();
      foldOrder(story.order, events, []);
      return performance.now() - before;
    }).sort((x, y) => x - y);
    // The lower quartile: other work on the machine is not what is measured.
    expect(times[15]).toBeLessThan(2);
  });
});

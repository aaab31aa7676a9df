import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Author, assignmentOf, idOf, type Story, tellStory } from '../../test/builders/order-story.ts';
import type { EventDocument, EventKind } from '../documents/event.ts';
import { foldOrder } from './fold.ts';
import { finalPhases, moves } from './moves.ts';
import { canMove } from './transitions.ts';
import type { OrderFold } from './types.ts';

/**
 * Random lives of an order: the office, two devices of technician A and one of B act on what each of them knows and meet at random.
 * `lawful` authors make only moves that `canMove` allows them; the others do anything.
 */
type Step = { readonly who: number; readonly what: number; readonly meets: number | null; readonly extra: number };
const steps = fc.array(
  fc.record({ who: fc.nat(3), what: fc.nat(1000), meets: fc.option(fc.nat(3)), extra: fc.nat(5) }),
  { minLength: 5, maxLength: 30 },
);

const kinds = Object.keys(moves) as EventKind[];
const eventsOf = (author: Author): EventDocument[] =>
  [...author.known].filter((one): one is EventDocument => one.type === 'event');

function live(
  script: readonly Step[],
  lawful: boolean,
): { story: Story; events: EventDocument[]; officeViews: OrderFold[] } {
  const story = tellStory();
  const authors = [
    story.office,
    story.device('a1', idOf('a')),
    story.device('a2', idOf('a')),
    story.device('b', idOf('b')),
  ];
  const technicians = [undefined, idOf('a'), idOf('a'), idOf('b')];
  const officeViews: OrderFold[] = [];
  for (const step of script) {
    const author = authors[step.who]!;
    if (step.meets !== null) {
      // Devices meet through the office only, as they do in life.
      author.meets(story.office);
      story.office.meets(author);
      authors[step.meets]!.meets(story.office);
      officeViews.push(foldOrder(story.order, eventsOf(story.office), []));
    }
    const fold = foldOrder(story.order, eventsOf(author), []);
    const role = step.who === 0 ? 'dispatcher' : 'technician';
    const possible = lawful
      ? kinds.filter((kind) => canMove(fold, kind, role, { technicianId: technicians[step.who] }).ok)
      : kinds;
    const kind = possible[step.what % possible.length]!;
    author.does(kind, payloadOf(kind, step, fold) as never, role);
    if (step.who === 0) officeViews.push(foldOrder(story.order, eventsOf(story.office), []));
  }
  return { story, events: story.all().filter((one): one is EventDocument => one.type === 'event'), officeViews };
}

const payloadOf = (kind: EventKind, { extra, what }: Step, fold: OrderFold): object => {
  const fresh = assignmentOf(String(what) + String(extra));
  return {
    ...(kind === 'assigned' ? fresh : { assignmentId: fold.assignment?.assignmentId ?? fresh.assignmentId }),
    technicianId: extra % 2 === 0 ? idOf('a') : idOf('b'),
    ...(kind === 'rescheduled' || extra === 1
      ? { appointment: { start: `2026-03-0${extra + 1}T01:00:00.000Z`, end: `2026-03-0${extra + 1}T02:00:00.000Z` } }
      : {}),
    reasonCode: 'other',
    note: String(extra),
    text: 'x',
    agreedWith: 'x',
    stage: `stage${extra}`,
    gate: 'g',
    code: 'gate.x',
    details: {},
    resource: 'olt',
    found: extra,
    submissions: [],
    evidence: [],
    verdicts: [],
    remaining: [],
    step: 'a.b',
    field: 'f',
    chosen: String(extra),
    rejected: ['x'],
    evidenceId: `e${extra}`,
    report: 1,
    sha256: 'x',
    covers: [],
    changes: [{ path: ['customer.phone', 'resources.olt', 'remarks', 'place.area'][extra % 4], to: String(extra) }],
    signOff: { outcome: 'refused', reasonCode: 'x', note: '', witness: 'w', seenDigest: 'x' },
    review: 'r',
  };
};

const text = (story: Story, events: readonly EventDocument[]): string =>
  JSON.stringify(foldOrder(story.order, events, []));

describe('foldOrder, for any life of an order', () => {
  it.each([
    ['lawful', true],
    ['lawless', false],
  ] as const)('%s: the delivery order and duplicates change nothing', (_, lawful) => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (script, noise) => {
        const { story, events } = live(script, lawful);
        const shuffled = [...events, ...events.slice(0, 3)]
          .map((event) => ({ event, key: noise.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        expect(text(story, shuffled)).toBe(text(story, events));
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever is missing', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.boolean()), fc.boolean(), (script, kept, lawful) => {
        const { story, events } = live(script, lawful);
        const some = events.filter(() => kept.next().value as boolean);
        expect(foldOrder(story.order, some, []).history).toHaveLength(some.length);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on rings and strange numbers', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat(60)), (script, noise) => {
        const { story, events } = live(script, false);
        const forged = events.map((event) => ({
          ...event,
          deviceSeq: 1 + (noise.next().value as number),
          after: [events[(noise.next().value as number) % events.length]!._id],
        }));
        expect(text(story, forged)).toBe(text(story, forged.toReversed()));
      }),
      { numRuns: 300 },
    );
  });

  it('what lawful authors write is applied or overtaken, never illegal', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { story, events } = live(script, true);
        const reasons = foldOrder(story.order, events, []).history.flatMap(({ notApplied }) => notApplied ?? []);
        expect(reasons.filter((reason) => reason.startsWith('illegal'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('a stage once passed stays passed, whatever arrives and in whatever order', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (script, noise) => {
        const { story, events } = live(script, true);
        const arriving = events
          .map((event) => ({ event, key: noise.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        let passed: string[] = [];
        for (let count = 1; count <= arriving.length; count += 1) {
          const now = Object.keys(foldOrder(story.order, arriving.slice(0, count), []).passed);
          expect(now).toEqual(expect.arrayContaining(passed));
          passed = now;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a final state that the office has published is never left, but for the better of two endings from two devices of one technician', () => {
    const better: Record<string, readonly string[]> = { failed: ['partial', 'completed'], partial: ['completed'] };
    fc.assert(
      fc.property(steps, (script) => {
        const { officeViews } = live(script, true);
        let last: string | null = null;
        for (const { phase } of officeViews) {
          if (last !== null && phase !== last) expect(better[last] ?? []).toContain(phase);
          if (finalPhases.has(phase)) last = phase;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the moves that are applied to one part of the standing form a chain', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { story, events } = live(script, false);
        const fold = foldOrder(story.order, events, []);
        const finals = fold.history.filter(
          ({ applied, event }) => applied && finalPhases.has(moves[event.kind].next ?? 'intake'),
        );
        expect(finals.length).toBeLessThanOrEqual(1);
        expect(finals.length === 1).toBe(finalPhases.has(fold.phase));
      }),
      { numRuns: 300 },
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
    const events = eventsOf(story.office);
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

describe('outward state', () => {
  /** DESIGN §3; `declined` before the start stays acknowledged. */
  const arrows: Record<string, readonly string[]> = {
    acknowledged: ['inProgress', 'rejected', 'cancelled', 'assessingCancellation'],
    inProgress: ['pending', 'held', 'completed', 'failed', 'partial', 'cancelled', 'assessingCancellation'],
    pending: ['inProgress', 'cancelled', 'assessingCancellation'],
    held: ['inProgress', 'cancelled', 'assessingCancellation'],
    assessingCancellation: ['acknowledged', 'inProgress', 'pending', 'held', 'pendingCancellation', 'cancelled'],
  };
  const leads = (from: string, to: string): boolean =>
    from === to ||
    (arrows[from] ?? []).includes(to) ||
    ((arrows[from] ?? []).includes('inProgress') && (arrows.inProgress ?? []).includes(to));

  it('follows the arrows, passing through inProgress where the design says so, in any life without concurrency', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const story = tellStory();
        const a = story.device('a');
        let state = 'acknowledged';
        for (const step of script) {
          const [author, role] =
            step.who % 2 === 0 ? ([story.office, 'dispatcher'] as const) : ([a, 'technician'] as const);
          author.meets(story.office, a);
          const fold = foldOrder(story.order, eventsOf(author), []);
          const possible = kinds.filter(
            (kind) =>
              canMove(fold, kind, role, { technicianId: role === 'technician' ? idOf('a') : undefined }).ok &&
              moves[kind].sort === 'move',
          );
          const kind = possible[step.what % Math.max(possible.length, 1)];
          if (kind === undefined) continue;
          author.does(kind, { ...payloadOf(kind, step, fold), technicianId: idOf('a') } as never, role);
          const next = foldOrder(story.order, eventsOf(author), [], {
            reasonSide: () => (step.extra % 2 === 0 ? 'customer' : 'ours'),
          }).state;
          expect(leads(state, next), `${kind}: ${state} → ${next}`).toBe(true);
          state = next;
        }
      }),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventDocument } from '../../domain/documents/event.ts';
import { causalGraph, concurrent, seenBy } from '../../domain/work-order/graph.ts';
import { finalPhases } from '../../domain/work-order/moves.ts';
import type { SentBack } from '../../domain/work-order/types.ts';
import { settings } from '../../test/builders/install-story.ts';
import { submitsSamples, wordsOf } from '../../test/builders/life-submissions.ts';
import { jobType, requestType } from '../../test/builders/office-flow.ts';
import { type Life, liveOrder, type Script, scripts, shuffled } from '../../test/builders/order-life.ts';
import type { StoryDocument } from '../../test/builders/order-story.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { deriveOrder } from './derive.ts';
import { judgeCompletion, judgeStage } from './judge.ts';
import { nextAction } from './next-action.ts';
import { submissionCounts } from './performers.ts';
import { stepAccess } from './step-access.ts';
import { evaluateStep } from './step-form.ts';
import { stepsOf } from './steps-of.ts';
import { summarise } from './summary.ts';
import type { OrderTypeDefinition, OrderView, StageDefinition } from './types.ts';

/** `npm run test:long` makes all runs that the acceptance asks for. */
const runs = { numRuns: process.env.LINEWORK_LONG ? 1000 : 250 };
/** The machine may be busy; on an idle core each takes some seconds. */
const withinMs = 240_000;
const numbers = fc.infiniteStream(fc.nat());

/** A desk in the middle, not always needed, with a picture, a calculation and a gate that dispatch can override. */
const check: StageDefinition = {
  key: 'check',
  performer: 'desk',
  relevant: 'steps.work.done.what != "已重启1"',
  steps: [
    {
      key: 'form',
      kind: 'form',
      relevant: 'present(steps.work.done.what)',
      photos: [{ key: 'letter', max: 2, allowFile: true, required: 'fields.cost > 100' }],
      fields: [
        { key: 'cost', kind: 'number', required: true },
        { key: 'fine', kind: 'yesNo' },
        { key: 'double', kind: 'computed', calculate: 'fields.cost * 2' },
      ],
    },
  ],
  gates: [
    { key: 'fine', holds: 'steps.check.form.fine == true', code: 'gate.notMet', overridable: true },
    { key: 'ended', holds: 'children.again.open == 0', code: 'gate.notMet', overridable: false },
  ],
};
const [work, callBack] = jobType.stages as [StageDefinition, StageDefinition];
const mixed: OrderTypeDefinition = {
  ...jobType,
  performers: { ...jobType.performers, desk: 'dispatcher' },
  stages: [work, check, callBack],
  returns: [
    { key: 'redo', from: 'callBack', to: 'work', clock: 'waits' },
    { key: 'recheck', from: 'callBack', to: 'check', clock: 'runs' },
  ],
  raises: (requestType.raises ?? []).filter(({ key }) => key === 'again'),
  sla: ftthInstall.sla,
  samples: { ...jobType.samples, 'check.form': { cost: 80, fine: true } },
};

describe.each([
  ['field and office stages', mixed],
  ['ftth-install', ftthInstall],
])('the view of any life of an order with %s', { timeout: withinMs }, (_, definition) => {
  const words = wordsOf(definition);
  const submit = submitsSamples(definition);
  const live = (script: Script): Life => liveOrder(script, { words, submit });
  const viewOf = (documents: readonly StoryDocument[]): OrderView => deriveOrder({ documents, definition, settings });

  it('has the same bytes for every delivery: shuffled, twice, in two halves', () => {
    fc.assert(
      fc.property(scripts, numbers, (script, noise) => {
        const { documents } = live(script);
        const expected = JSON.stringify(viewOf(documents));
        expect(JSON.stringify(viewOf(shuffled(documents, noise)))).toBe(expected);
        const half = documents.length >> 1;
        expect(JSON.stringify(viewOf([...documents.slice(half), ...documents.slice(0, half)]))).toBe(expected);
      }),
      runs,
    );
  });

  it('never throws whatever is missing, nor does what screens and services ask of it', () => {
    fc.assert(
      fc.property(scripts, numbers, (script, noise) => {
        const [order, ...rest] = live(script).documents;
        const view = viewOf([order!, ...rest.filter(() => (noise.next().value as number) % 3 > 0)]);
        expect(JSON.parse(JSON.stringify(view))).toEqual(view);
        summarise(view, definition);
        nextAction(view, definition);
        judgeCompletion(view, definition, settings);
        for (const { key } of definition.stages) judgeStage({ view, definition, settings, stage: key });
        const steps = stepsOf(definition);
        const { key } = steps[(noise.next().value as number) % steps.length]!;
        stepAccess(view, definition, key);
        evaluateStep({ view, definition, settings, step: key, fields: {} });
      }),
      runs,
    );
  });

  it('never takes a passing back: the same event, or one that did not know it, whatever arrives; but for a send-back that it did not know', () => {
    fc.assert(
      fc.property(scripts, numbers, (script, noise) => {
        const life = live(script);
        const graph = causalGraph(life.events);
        const apart = (a: EventDocument, b: EventDocument): boolean =>
          concurrent(graph, graph.indexOf.get(a._id) ?? -1, graph.indexOf.get(b._id) ?? -1);
        const some = life.known[(noise.next().value as number) % life.known.length] ?? [];
        const others = life.documents.filter((one) => one.type !== 'event' && (noise.next().value as number) % 2 === 0);
        const [early, later, all] = [some, [...some, ...others], life.documents].map(viewOf) as [
          OrderView,
          OrderView,
          OrderView,
        ];
        for (const [before, after] of [
          [early, later],
          [later, all],
        ] as const)
          for (const [stage, passing] of Object.entries(before.fold.passed)) {
            const now = after.fold.passed[stage];
            const seen = seenBy(graph, [passing._id]);
            const isSentBack = ({ opens, eventId }: SentBack) => opens.includes(stage) && !seen.has(eventId);
            if (after.fold.sentBack?.some(isSentBack)) continue;
            expect(now !== undefined && (now._id === passing._id || apart(now, passing)), stage).toBe(true);
            expect(after.stages.find(({ key }) => key === stage)?.state ?? 'passed').toBe('passed');
          }
      }),
      runs,
    );
  });

  it('leaves an open order that was sent back with somebody whose turn it is, and every answer where it was', () => {
    let sentBack = 0;
    fc.assert(
      fc.property(scripts, (script) => {
        const { documents } = live(script);
        const view = viewOf(documents);
        if (view.fold.sentBack === undefined) return;
        sentBack += 1;
        if (!finalPhases.has(view.fold.phase)) expect([view.currentStage, view.turn]).not.toContain(null);
        const answers = documents.filter(
          (one) =>
            one.type === 'submission' &&
            submissionCounts(definition, one) &&
            !view.unmapped.some(({ submission }) => submission === one._id),
        );
        const shown = new Set(
          view.stages.flatMap(({ steps }) => steps.flatMap(({ submissions }) => submissions.map(({ id }) => id))),
        );
        expect(answers.filter(({ _id }) => !shown.has(_id))).toEqual([]);
        for (const { key, state, sentBack: why } of view.stages)
          if (state === 'passed') expect([key, why]).toEqual([key, undefined]);
      }),
      runs,
    );
    if (definition === mixed) expect(sentBack).toBeGreaterThan(runs.numRuns / 50);
  });
});

import type { EventDocument, EventPayload } from '../../domain/documents/event.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { causalGraph, seenBy } from '../../domain/work-order/graph.ts';
import type { Opens } from '../../domain/work-order/sent-back.ts';
import type { OrderFold, SentBack } from '../../domain/work-order/types.ts';
import { isTrue } from './expression.ts';
import { closure } from './merge.ts';
import { roleOfStage } from './performers.ts';
import { scopeOfView } from './scope.ts';
import { stageViewOf, stepKeyOf } from './steps-of.ts';
import type { OrderTypeDefinition, OrderView, ReturnDefinition, SettingsByKey, StepView } from './types.ts';

/**
 * Tells which stages a send-back opens: `to` and all behind it. None where the type does not declare it so, or where the role of its author
 * does not do the stage `from`: what a device makes up opens nothing.
 */
export const opensOf =
  (definition: OrderTypeDefinition): Opens =>
  (payload, role) => {
    const declared = definition.returns?.find(({ key }) => key === payload.return);
    const from = definition.stages.find(({ key }) => key === declared?.from);
    if (declared === undefined || from === undefined || declared.to !== payload.to) return [];
    if (roleOfStage(definition, from) !== role) return [];
    const keys = definition.stages.map(({ key }) => key);
    return keys.slice(keys.indexOf(declared.to));
  };

/** The newest send-back that opened this stage, while the stage is not passed anew. */
export const sentBackTo = ({ sentBack = [], passed }: OrderFold, stage: string): SentBack | undefined =>
  passed[stage] === undefined ? sentBack.findLast(({ opens }) => opens.includes(stage)) : undefined;

export type AskedAnew = {
  readonly judged: ReadonlySet<string>;
  readonly signedAnew: boolean;
  readonly reportedAnew: boolean;
};

/**
 * The steps that open send-backs ask for anew, each with what the newest that asks had before it, and whether the customer signed or a report
 * was made since. A stage that is passed again asks for nothing. No wall time is compared.
 */
export function stepsAskedAnew(
  fold: OrderFold,
  events: readonly EventDocument[],
  submissions: readonly SubmissionDocument[],
): ReadonlyMap<string, AskedAnew> {
  const asked = new Map<string, AskedAnew>();
  if (fold.sentBack === undefined) return asked;
  const graph = causalGraph(events);
  const byId = new Map(submissions.map((submission) => [submission._id, submission]));
  for (const { eventId, steps, submissions: had } of fold.sentBack) {
    const seen = seenBy(graph, [eventId]);
    const since = (kind: EventDocument['kind']): boolean =>
      events.some((event) => event.kind === kind && !seen.has(event._id));
    const anew = {
      judged: new Set(had.flatMap((id) => [...closure(id, byId)])),
      signedAnew: since('signedOff'),
      reportedAnew: since('reportMade'),
    };
    for (const step of steps) if (fold.passed[step.split('.')[0] ?? ''] === undefined) asked.set(step, anew);
  }
  return asked;
}

/** Steps that were asked anew and have no new answer: their stages cannot be passed. */
export const unanswered = (
  stage: string,
  steps: ReadonlyMap<string, Pick<StepView, 'relevant' | 'anew'>>,
): readonly string[] =>
  [...steps].flatMap(([key, { relevant, anew }]) =>
    relevant && anew === 'asked' && key.startsWith(`${stage}.`) ? [key] : [],
  );

/** A way back that whoever does the current stage may take now. */
export type WayBack = Pick<ReturnDefinition, 'key' | 'from' | 'to'> & {
  /** what was answered asks for it: it is offered before going on */
  readonly proposed: boolean;
};

/** The ways back that lead from the stages that are open now, in the order of the type. */
export function waysBack(
  view: OrderView,
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
): readonly WayBack[] {
  const open = (definition.returns ?? []).filter(({ from, to }) => {
    const [here, there] = [stageViewOf(view, from)?.state, stageViewOf(view, to)?.state];
    return (here === 'current' || here === 'gateOpen') && there !== 'skipped' && there !== undefined;
  });
  if (open.length === 0) return [];
  const scope = scopeOfView(view, definition, settings);
  return open.map(({ key, from, to, when }) => ({
    key,
    from,
    to,
    proposed: when !== undefined && isTrue(when, scope, false),
  }));
}

/**
 * The event's payload but for the reason: which steps are asked anew, and what is on them now.
 * Problems: `return.unknown`, `return.notOpen` (the stage `from`), `step.readOnly` (the stage `to` is passed over).
 */
export function sendBack(
  view: OrderView,
  definition: OrderTypeDefinition,
  key: string,
): Result<Omit<EventPayload<'stageSentBack'>, 'reasonCode' | 'note'>> {
  const declared = definition.returns?.find((one) => one.key === key);
  const to = definition.stages.find((stage) => stage.key === declared?.to);
  if (declared === undefined || to === undefined) return refused(problem('return.unknown', { return: key }));
  const state = stageViewOf(view, declared.from)?.state;
  if (state !== 'current' && state !== 'gateOpen') return refused(problem('return.notOpen', { stage: declared.from }));
  if (stageViewOf(view, to.key)?.state === 'skipped') return refused(problem('step.readOnly', { step: to.key }));
  const views = new Map(view.stages.flatMap(({ steps }) => steps.map((step) => [step.key, step] as const)));
  const steps = (declared.asksAnew ?? to.steps.map((step) => stepKeyOf(to, step))).filter(
    (step) => views.get(step)?.relevant === true,
  );
  const submissions = [...new Set(steps.flatMap((step) => views.get(step)?.heads ?? []))].sort();
  return ok({ return: key, from: declared.from, to: declared.to, steps, submissions });
}

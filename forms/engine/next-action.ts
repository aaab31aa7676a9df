import { sideOfStage } from './performers.ts';
import { isWork, isWorkStage } from './start-place.ts';
import { lastStageOf, needsSubmission, placeOf } from './steps-of.ts';
import type { OrderTypeDefinition, OrderView, StageView, StepView } from './types.ts';

export type NextAction = {
  readonly kind:
    | 'accept'
    | 'start'
    | 'resume'
    | 'step'
    | 'settleConflict'
    | 'passStage'
    | 'gateOpen'
    | 'complete'
    | 'reworkStep'
    | 'reworkDone'
    | 'waitReview'
    | 'waitOffice'
    | 'none';
  readonly stage?: string;
  /** `<stage>.<step>` */
  readonly step?: string;
};

/** Drafts of this device by step, as far as they differ from what was submitted. */
export type OwnDrafts = Readonly<Record<string, { readonly unsaved: boolean }>>;

/** The one main action of an order for its technician now. */
export function nextAction(view: OrderView, definition: OrderTypeDefinition, drafts: OwnDrafts = {}): NextAction {
  const { phase } = view.fold;
  if (phase === 'assigned') return { kind: 'accept' };
  if (phase === 'held') return { kind: 'resume' };
  if (phase === 'completed' || phase === 'partial') return afterCompletion(view);
  if (phase !== 'accepted' && phase !== 'started') return { kind: 'none' };
  const conflict = view.conflicts[0];
  if (conflict !== undefined) return { kind: 'settleConflict', step: conflict.step, stage: stageOf(conflict.step) };
  if (view.turn === 'office')
    return { kind: 'waitOffice', ...(view.currentStage !== null && { stage: view.currentStage }) };
  const opened = view.stages.find((stage) => stage.state === 'gateOpen' && holds(stage));
  if (opened !== undefined) return { kind: 'passStage', stage: opened.key };
  const current = view.stages.find((stage) => stage.state === 'current');
  const within = current === undefined ? undefined : inStage(view, current, definition, drafts);
  if (phase === 'accepted' && isStartDue(definition, within))
    return { kind: 'start', ...(within?.step !== undefined && { step: within.step, stage: stageOf(within.step) }) };
  if (within !== undefined) return within;
  const waiting = view.stages.find((stage) => stage.state === 'gateOpen');
  if (waiting !== undefined) return { kind: 'gateOpen', stage: waiting.key };
  const last = lastStageOf(view, definition);
  return { kind: last !== undefined && sideOfStage(definition, last) === 'office' ? 'waitOffice' : 'complete' };
}

const stageOf = (step: string): string => step.split('.')[0] ?? '';
const holds = (stage: StageView): boolean => stage.gates.every((gate) => gate.state !== 'refused');

/** Work starts with the first step of it that is to do (`isWork`); what comes before, and the call to the customer, begin nothing. */
function isStartDue(definition: OrderTypeDefinition, within: NextAction | undefined): boolean {
  if (within === undefined) return true;
  return within.step === undefined ? isWorkStage(definition, within.stage ?? '') : isWork(definition, within.step);
}

function inStage(view: OrderView, stage: StageView, definition: OrderTypeDefinition, drafts: OwnDrafts): NextAction {
  const step = stage.steps.find((one) => one.relevant && isToDo(view, stage, one, definition, drafts));
  if (step !== undefined) return { kind: 'step', stage: stage.key, step: step.key };
  return { kind: holds(stage) ? 'passStage' : 'gateOpen', stage: stage.key };
}

function isToDo(
  view: OrderView,
  stage: StageView,
  step: StepView,
  definition: OrderTypeDefinition,
  drafts: OwnDrafts,
): boolean {
  if (drafts[step.key]?.unsaved === true || step.anew === 'asked') return true;
  if (step.kind === 'signOff' && view.fold.signOff === null) return true;
  if (step.kind === 'report' && view.fold.reports.length === 0) return true;
  const place = placeOf(definition, step.key);
  if (place !== undefined && needsSubmission(place.step) && step.heads.length === 0) return true;
  return (
    namedBy(stage, 'stepsMissing', 'steps').includes(step.key) ||
    namedBy(stage, 'photoMissing', 'slots').some((slot) => slot.startsWith(`${step.key}.`))
  );
}

function namedBy(stage: StageView, gate: string, detail: string): readonly string[] {
  const names = stage.gates.find((one) => one.key === gate && one.state === 'refused')?.details[detail];
  return Array.isArray(names) ? names.map(String) : [];
}

function afterCompletion(view: OrderView): NextAction {
  if (view.fold.reviewState === 'returned') {
    const conflict = view.conflicts[0];
    if (conflict !== undefined) return { kind: 'settleConflict', step: conflict.step, stage: stageOf(conflict.step) };
    const open = view.stages.flatMap((stage) => stage.steps).find((step) => step.state === 'rework');
    return open === undefined
      ? { kind: 'reworkDone' }
      : { kind: 'reworkStep', stage: stageOf(open.key), step: open.key };
  }
  return {
    kind: view.fold.reviewState === 'received' || view.fold.reviewState === 'resubmitted' ? 'waitReview' : 'none',
  };
}

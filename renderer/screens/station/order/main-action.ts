import type { OrderLocal } from '../../../../bridge/order-local.ts';
import { unreachable } from '../../../../domain/result.ts';
import { nextAction } from '../../../../forms/engine/next-action.ts';
import { endingProposed } from '../../../../forms/engine/service-results.ts';
import { stepAccess } from '../../../../forms/engine/step-access.ts';
import { needsSubmission, placeOf } from '../../../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition, OrderView, StepView } from '../../../../forms/engine/types.ts';

/** The one button at the right of the bottom bar. */
export type MainAction =
  | {
      readonly kind: 'accept' | 'start' | 'resume' | 'complete' | 'completePartially' | 'fail' | 'reworkDone' | 'none';
    }
  /**
   * `closes`: nothing else of its stage is open, so that the same press completes the stage. `accepts`: it accepts the order before, as the
   * step where the definition offers that.
   */
  | { readonly kind: 'submit'; readonly closes: boolean; readonly accepts: boolean }
  /** the report comes next: the press makes it and opens its step */
  | { readonly kind: 'makeReport'; readonly step: string }
  | { readonly kind: 'pass'; readonly stage: string }
  /** where the step lies as seen from here: further on in this stage, in a later one, or behind */
  | { readonly kind: 'go'; readonly step: string; readonly where: 'on' | 'nextStage' | 'back' };

type Input = {
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  readonly local: Pick<OrderLocal, 'readOnly' | 'drafts'>;
  readonly step: StepView;
  /** something was typed here that is not submitted */
  readonly touched: boolean;
};

/** What to do next as seen from the step on the screen: first what this step needs, then what the order needs. */
export function mainAction({ view, definition, local, step, touched }: Input): MainAction {
  if (local.readOnly && view.fold.reviewState !== 'returned') return { kind: 'none' };
  const next = nextAction(view, definition, local.drafts);
  const unsaved = touched || local.drafts[step.key]?.unsaved === true;
  if (next.kind === 'resume') return { kind: 'resume' };
  const startsHere = next.step === undefined || next.step === step.key;
  if (next.kind === 'start' && !unsaved && startsHere) return { kind: 'start' };
  if (
    stepAccess(view, definition, step.key, 'field').ok &&
    submits(definition, step) &&
    (unsaved || step.heads.length === 0 || step.state === 'rework')
  )
    return { kind: 'submit', ...alsoBySubmitting(view, definition, step) };
  const stageHere = step.key.split('.')[0] ?? '';
  const steps = walkable(view, step.key).map(({ key }) => key);
  const go = (target: string): MainAction => {
    if (
      placeOf(definition, target)?.step.kind === 'report' &&
      step.kind === 'signOff' &&
      view.fold.reports.length === 0
    )
      return { kind: 'makeReport', step: target };
    const isBehind = steps.indexOf(target) < steps.indexOf(step.key);
    const where = isBehind ? 'back' : target.startsWith(`${stageHere}.`) ? 'on' : 'nextStage';
    return { kind: 'go', step: target, where };
  };
  switch (next.kind) {
    case 'start':
      return startsHere || next.step === undefined ? { kind: 'start' } : go(next.step);
    case 'accept': {
      const offering = acceptedWith(view, definition);
      return offering === null || offering === step.key ? { kind: 'accept' } : go(offering);
    }
    case 'reworkDone':
      return { kind: 'reworkDone' };
    case 'complete':
      return { kind: endings[endingProposed(view, definition)] };
    case 'step':
    case 'reworkStep':
      if (next.step === undefined || next.step === step.key) return { kind: 'pass', stage: stageHere };
      return go(next.step);
    case 'settleConflict':
      return next.step === undefined || next.step === step.key ? { kind: 'none' } : go(next.step);
    case 'passStage':
    case 'gateOpen': {
      const stage = next.stage ?? stageHere;
      if (next.kind === 'passStage' && stage === stageHere && endsOrder(view, definition, stage))
        return { kind: 'complete' };
      const last = view.stages.find(({ key }) => key === stage)?.steps.findLast(({ relevant }) => relevant);
      return stage === stageHere || !last ? { kind: 'pass', stage } : go(last.key);
    }
    case 'waitReview':
    case 'waitOffice':
    case 'none':
      return { kind: 'none' };
    default:
      return unreachable(next.kind);
  }
}

/** What the last press does: an order with a service that is not done is not completed (ADR 0029). */
const endings = { complete: 'complete', partial: 'completePartially', fail: 'fail' } as const;

/**
 * What the press on the last open form of its stage does besides. What is signed or printed in a stage is an act of its own; and rework is
 * closed by its own words. An order that is not accepted yet is accepted by it where the step offers that, so that nothing is pressed twice.
 */
function alsoBySubmitting(
  view: OrderView,
  definition: OrderTypeDefinition,
  step: StepView,
): { readonly closes: boolean; readonly accepts: boolean } {
  const stage = view.stages.find(({ steps }) => steps.some(({ key }) => key === step.key));
  const { phase, reviewState } = view.fold;
  const accepts = phase === 'assigned' && placeOf(definition, step.key)?.step.moves?.includes('accept') === true;
  const isUnderWay = accepts || phase === 'accepted' || phase === 'started';
  const isOpen = stage?.state === 'current' || stage?.state === 'gateOpen';
  const closes =
    stage !== undefined &&
    isOpen &&
    isUnderWay &&
    reviewState !== 'returned' &&
    stage.steps
      .filter(({ key, relevant }) => relevant && key !== step.key)
      .every((other) => other.kind === 'form' && (other.heads.length > 0 || !submits(definition, other)));
  return { closes, accepts: accepts && closes };
}

/** The step that offers to accept the order, while it has not been submitted: what it asks is looked at first. */
function acceptedWith(view: OrderView, definition: OrderTypeDefinition): string | null {
  const offers = ({ key }: StepView): boolean => placeOf(definition, key)?.step.moves?.includes('accept') === true;
  const steps = view.stages.filter(({ state }) => state === 'current').flatMap((stage) => stage.steps);
  return steps.find((step) => step.relevant && step.heads.length === 0 && offers(step))?.key ?? null;
}

/** Nothing but this stage is open, it may be passed, and every service is done: completing the order passes it on the way. */
function endsOrder(view: OrderView, definition: OrderTypeDefinition, stage: string): boolean {
  return (
    view.fold.phase === 'started' &&
    endingProposed(view, definition) === 'complete' &&
    view.stages.every(({ key, state }) => key === stage || state === 'passed' || state === 'skipped')
  );
}

function submits(definition: OrderTypeDefinition, step: StepView): boolean {
  const place = placeOf(definition, step.key);
  return place !== undefined && needsSubmission(place.step);
}

/** Where an order is opened: what was sent back, else what is to do, else how far it came. */
export function firstStep(view: OrderView, definition: OrderTypeDefinition, drafts: OrderLocal['drafts']): string {
  const next = nextAction(view, definition, drafts);
  if (next.step !== undefined) return next.step;
  const stage = view.stages.find(({ key }) => key === (next.stage ?? view.currentStage));
  const open = stage?.steps.find((step) => step.relevant && step.state === 'empty');
  const reached = stage ?? view.stages.findLast(({ state }) => state === 'passed') ?? view.stages[0];
  return open?.key ?? reached?.steps.findLast(({ relevant }) => relevant)?.key ?? '';
}

/** The relevant steps of the whole order, in order: what Previous and Next walk along. Of stages that are not needed only the one shown. */
export const walkable = (view: OrderView, shown: string): readonly StepView[] =>
  view.stages.flatMap(({ state, steps }) =>
    steps.filter(({ key, relevant }) => relevant && (state !== 'skipped' || key === shown)),
  );

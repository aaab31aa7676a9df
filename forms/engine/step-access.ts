import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { sideOfStage } from './performers.ts';
import { placeOf, stageViewOf, stepViewOf } from './steps-of.ts';
import type { OrderTypeDefinition, OrderView } from './types.ts';

type Phase = OrderView['fold']['phase'];

/** Phases in which forms are filled in: reading the order and checking its resources begins before it is accepted. The office needs nobody's acceptance. */
const filling: Readonly<Record<'field' | 'office', ReadonlySet<Phase>>> = {
  field: new Set<Phase>(['assigned', 'accepted', 'started', 'held']),
  office: new Set<Phase>(['unassigned', 'declined', 'returned', 'assigned', 'accepted', 'started', 'held']),
};

/**
 * May this step be submitted now? On a returned order exactly the returned steps, on any other those whose stage has been reached. A step
 * of a passed stage may be corrected until the order is finished; `makeSubmission` sees to it that its gates still hold.
 *
 * @param side where the asker sits; without it, wherever the step is done
 * Problems: `step.unknown`, `step.othersStage`, `step.readOnly`, `step.notYet`.
 */
export function stepAccess(
  view: OrderView,
  definition: OrderTypeDefinition,
  step: string,
  side?: 'field' | 'office',
): Result<null> {
  const place = placeOf(definition, step);
  if (place === undefined) return refused(problem('step.unknown', { step }));
  const done = sideOfStage(definition, place.stage);
  if (side !== undefined && side !== done)
    return refused(problem('step.othersStage', { stage: place.stage.key, performer: place.stage.performer }));
  const { fold } = view;
  if (fold.reviewState === 'returned')
    return fold.rework.some((item) => item.step === step) ? ok(null) : refused(problem('step.readOnly', { step }));
  if (!filling[done].has(fold.phase) || stepViewOf(view, step)?.relevant !== true)
    return refused(problem('step.readOnly', { step }));
  const state = stageViewOf(view, place.stage.key)?.state;
  if (state === 'skipped') return refused(problem('step.readOnly', { step }));
  return state === 'notYet' ? refused(problem('step.notYet', { step })) : ok(null);
}

import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { placeOf, stageViewOf, stepViewOf } from './steps-of.ts';
import type { OrderTypeDefinition, OrderView } from './types.ts';

/** Phases in which forms are filled in: reading the order and checking its resources begins before it is accepted. */
const filling: ReadonlySet<OrderView['fold']['phase']> = new Set(['assigned', 'accepted', 'started', 'held'] as const);

/**
 * May this step be submitted now? On a returned order exactly the returned steps, on any other those whose stage has been reached. A step
 * of a passed stage may be corrected until the order is finished; `makeSubmission` sees to it that its gates still hold.
 * Problems: `step.unknown`, `step.readOnly`, `step.notYet`.
 */
export function stepAccess(view: OrderView, definition: OrderTypeDefinition, step: string): Result<null> {
  const place = placeOf(definition, step);
  if (place === undefined) return refused(problem('step.unknown', { step }));
  const { fold } = view;
  if (fold.reviewState === 'returned')
    return fold.rework.some((item) => item.step === step) ? ok(null) : refused(problem('step.readOnly', { step }));
  if (!filling.has(fold.phase) || stepViewOf(view, step)?.relevant !== true)
    return refused(problem('step.readOnly', { step }));
  return stageViewOf(view, place.stage.key)?.state === 'notYet' ? refused(problem('step.notYet', { step })) : ok(null);
}

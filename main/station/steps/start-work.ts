import { problem } from '../../../domain/problem.ts';
import { refused } from '../../../domain/result.ts';
import { isWork, isWorkStage, undoableStart } from '../../../forms/engine/start-place.ts';
import type { DeskCalls, OrderAtHand } from '../context.ts';
import type { EventChain } from '../orders/compose-event.ts';
import { mayMove } from '../orders/compose-event.ts';
import type { OwnDesk } from '../own-desk.ts';

/**
 * A technician who submits a step of the work itself, passes such a stage or has the customer sign has begun (`isWork`). What is only typed
 * begins nothing, and neither does what comes before the visit: the call, the tools.
 */
export function addStart(
  chain: EventChain,
  order: OrderAtHand,
  at: { readonly step: string } | { readonly stage: string },
  technicianId: string,
): void {
  const { assignment, phase } = order.view.fold;
  if (phase !== 'accepted' || !assignment) return;
  const begins = 'step' in at ? isWork(order.definition, at.step) : isWorkStage(order.definition, at.stage);
  if (begins && mayMove(order, 'started', technicianId).ok)
    chain.add('started', { assignmentId: assignment.assignmentId });
}

export const startCalls = {
  /** Takes the beginning back, as long as nothing was written since. */
  'workOrder.undoStart': (desk, { orderId, requestKey }) =>
    desk.writeEvent(
      orderId,
      'startUndone',
      {},
      {
        requestKey,
        allowed: ({ view }) =>
          undoableStart(view) === null ? refused(problem('order.startStands')) : { ok: true, value: null },
      },
    ),
} as const satisfies DeskCalls<OwnDesk>;

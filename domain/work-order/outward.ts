import type { Standing } from './standing.ts';
import { beyondAcknowledged, phaseOf } from './standing.ts';
import type { OrderPhase, WorkOrderState } from './types.ts';

/** Whose reason a move's reason code is, by the order type: `customer` or `ours`. */
export type ReasonSide = (move: string, code: string) => 'customer' | 'ours';

const always: { readonly [P in OrderPhase]?: WorkOrderState } = {
  started: 'inProgress',
  cancelAsked: 'assessingCancellation',
  completed: 'completed',
  partial: 'partial',
  failed: 'failed',
  cancelled: 'cancelled',
  rejected: 'rejected',
};

/**
 * The state that other systems see (TMF697; table of DESIGN §3). Work that has begun, or was on hold, is never `acknowledged` again: it
 * is `inProgress` with a technician who has accepted it, else `held`.
 */
export function outwardState(standing: Standing, reasonSide: ReasonSide): WorkOrderState {
  const phase = phaseOf(standing);
  const hold = standing.holdBy;
  if (phase === 'held' && hold?.kind === 'held')
    return reasonSide('held', hold.payload.reasonCode) === 'customer' ? 'pending' : 'held';
  const settled = always[phase];
  if (settled !== undefined) return settled;
  if (!beyondAcknowledged(standing)) return 'acknowledged';
  // Office people are at it, or have asked a technician: nothing is on hold.
  if (standing.everStarted && !standing.begunInField && !standing.everHeld) return 'inProgress';
  return phase === 'accepted' && !standing.everStarted ? 'inProgress' : 'held';
}

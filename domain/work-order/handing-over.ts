import type { OrderFold } from './types.ts';

/** An order that its technician wants to hand to a colleague, and that dispatch has not given to anybody yet. */
export type HandingOver = {
  /** null: whoever dispatch chooses */
  readonly toTechnicianId: string | null;
  readonly by: string;
  readonly at: string;
  readonly reasonCode: string;
  readonly note: string;
};

const whoHasIt = new Set(['assigned', 'unassigned', 'declined', 'returned', 'handedOver']);

/** What the order waits for after a hand-over; null where it waits for nobody, or was returned to dispatch outright. */
export function handingOver({ phase, history }: Pick<OrderFold, 'phase' | 'history'>): HandingOver | null {
  if (phase !== 'returned') return null;
  const last = history.findLast(({ event, applied }) => applied && whoHasIt.has(event.kind))?.event;
  if (last?.kind !== 'handedOver') return null;
  const { toTechnicianId = null, reasonCode, note } = last.payload;
  return { toTechnicianId, by: last.createdBy, at: last.time.at, reasonCode, note };
}

import type { OrderLocal } from '../../../bridge/order-local.ts';
import type { Json } from '../../../domain/documents/base.ts';
import type { EventKind } from '../../../domain/documents/event.ts';
import type { OrderFold } from '../../../domain/work-order/types.ts';

export type News = OrderLocal['unseen'][number];

/** What somebody else did that the technician on the way should know; his own doings and bookkeeping are no news. */
const told: ReadonlySet<EventKind> = new Set<EventKind>([
  'assigned',
  'unassigned',
  'held',
  'resumed',
  'rescheduled',
  'overridden',
  'overrideRefused',
  'cancelAsked',
  'cancelRefused',
  'cancelled',
  'rejected',
  'amended',
  'noted',
  'answered',
  'upgraded',
  'conflictChosen',
  'partiallyCompleted',
  'failed',
  'reviewTakenBack',
]);

/**
 * Changes by others since the order came to this technician, newest first: everything up to the assignment that brought it is
 * the order itself, not a change of it; only what dispatch wrote with that assignment stands there to be read. A reviewer's verdict
 * counts too.
 */
export function newsOf(fold: OrderFold, technicianId: string): readonly News[] {
  const arrival = fold.history.findIndex(
    ({ event }) => event.kind === 'assigned' && event.payload.technicianId === technicianId,
  );
  const brought = fold.history[arrival]?.event;
  const hasNote = brought?.kind === 'assigned' && brought.payload.note !== undefined && brought.payload.note !== '';
  const events = fold.history
    .slice(hasNote ? arrival : arrival + 1)
    .filter(({ event }) => event.role !== 'technician' && told.has(event.kind))
    .map(({ event }) => ({
      eventId: event._id,
      kind: event.kind as string,
      at: event.time.at,
      by: event.createdBy,
      payload: event.payload as Json,
    }));
  const reviews = fold.reviews.map(({ id, at, by, verdict, note, rework }) => ({
    eventId: id,
    kind: `review.${verdict}`,
    at,
    by,
    payload: { note, rework } as unknown as Json,
  }));
  return [...events, ...reviews].reverse();
}

import { type EventDocument, type EventKind, type EventPayload, eventId } from '../../../domain/documents/event.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { canMove } from '../../../domain/work-order/transitions.ts';
import type { OrderAtHand, StationContext } from '../context.ts';

export type EventAuthor = Pick<StationContext, 'clock' | 'makeId'> & {
  readonly technicianId: string;
  readonly deviceId: string;
  /** the last `deviceSeq` of this device on this order */
  readonly lastSequence: (order: OrderAtHand) => number;
};

/** A chain of events of one author about one order, each knowing those before it. */
export type EventChain = {
  readonly add: <K extends EventKind>(kind: K, payload: EventPayload<K>, requestKey?: string) => EventDocument;
  readonly events: readonly EventDocument[];
};

/** Composes events that belong into one write: `deviceSeq` without gaps, `after` the frontier, then each other. */
export function composeEvents(author: EventAuthor, order: OrderAtHand): EventChain {
  const events: EventDocument[] = [];
  let sequence = author.lastSequence(order);
  return {
    events,
    add: (kind, payload, requestKey) => {
      sequence += 1;
      const before = events.at(-1);
      const event = {
        _id: eventId(order.orderId, author.makeId()),
        type: 'event',
        schemaVersion: 1,
        createdBy: author.technicianId,
        orderId: order.orderId,
        deviceId: author.deviceId,
        deviceSeq: sequence,
        after: before ? [before._id] : [...order.view.fold.frontier],
        time: author.clock.facts(),
        role: 'technician',
        ...(requestKey === undefined ? {} : { requestKey }),
        kind,
        payload,
      } as EventDocument;
      events.push(event);
      return event;
    },
  };
}

/** May this technician make this move now? A withdrawn order is read-only to every move. */
export function mayMove(order: OrderAtHand, kind: EventKind, technicianId: string): Result<null> {
  if (order.grant === 'withdrawn') return refused(problem('order.readOnly', { move: kind }));
  const legal = canMove(order.view.fold, kind, 'technician', { technicianId });
  return legal.ok ? ok(null) : legal;
}

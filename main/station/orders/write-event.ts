import type { EventDocument, EventKind, EventPayload } from '../../../domain/documents/event.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Desk, OrderAtHand } from '../context.ts';
import { composeEvents, type EventAuthor, mayMove } from './compose-event.ts';

/** `Desk.writeEvent`: one move or fact, legal now, once per `requestKey`, durable. */
export function makeWriteEvent(
  desk: Pick<Desk, 'order' | 'written' | 'append' | 'exclusively' | 'technicianId'>,
  author: EventAuthor,
): Desk['writeEvent'] {
  return (orderId, kind, payload, options = {}) =>
    desk.exclusively(orderId, async () => {
      const order = await desk.order(orderId);
      if (!order.ok) return order;
      const before = await desk.written(orderId, options.requestKey);
      if (before) return ok({ eventId: before._id });
      const allowed = options.allowed?.(order.value);
      if (allowed && !allowed.ok) return allowed;
      const written = await writeLegal(desk, author, order.value, kind, payload, options.requestKey);
      if (!written.ok) return written;
      await desk.append([written.value, ...(options.also?.(written.value) ?? [])]);
      return ok({ eventId: written.value._id });
    });
}

async function writeLegal<K extends EventKind>(
  desk: Pick<Desk, 'technicianId'>,
  author: EventAuthor,
  order: OrderAtHand,
  kind: K,
  payload: EventPayload<K>,
  requestKey: string | undefined,
): Promise<Result<EventDocument>> {
  const legal = mayMove(order, kind, desk.technicianId);
  return legal.ok ? ok(composeEvents(author, order).add(kind, payload, requestKey)) : legal;
}

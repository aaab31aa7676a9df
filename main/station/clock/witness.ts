import type { OwnDocument, StationContext } from '../context.ts';
import { composeEvents, type EventAuthor } from '../orders/compose-event.ts';
import type { OrderCache } from '../orders/order-cache.ts';
import type { Projection } from '../projection/projection.ts';
import { type ClockMeasurement, isWorthSaying, unmeasuredBoots } from './unmeasured.ts';

export type WitnessParts = {
  readonly measured: () => ClockMeasurement | null;
  readonly projection: () => Projection;
  readonly orders: OrderCache;
  readonly author: EventAuthor;
  readonly exclusively: <T>(orderId: string, work: () => Promise<T>) => Promise<T>;
  readonly append: (documents: readonly OwnDocument[]) => Promise<void>;
  readonly log: StationContext['log'];
};

/**
 * Says in an order what the last contact measured of this device's clock, where that moves its events: one `clockMeasured` an
 * order and boot, written at the contact, and later when an order gets its first event of this boot. Also to an order that has left
 * this technician: its late facts need their time as much. Without ids: every order on this device.
 */
export function makeWitness(parts: WitnessParts): (orderIds?: readonly string[]) => Promise<void> {
  const { orders, author } = parts;

  async function say(orderId: string, measured: ClockMeasurement): Promise<void> {
    await parts.exclusively(orderId, async () => {
      const order = await orders.atHand(orderId);
      if (!order.ok) return;
      // Another write may have said it since the row was made.
      if (!isWorthSaying(unmeasuredBoots(order.value.documents, author.deviceId), measured)) return;
      await parts.append([composeEvents(author, order.value).add('clockMeasured', measured)]);
    });
  }

  return async (orderIds) => {
    const measured = parts.measured();
    if (measured === null) return;
    const projection = parts.projection();
    const rows = orderIds === undefined ? [...projection.rows()] : orderIds.flatMap((id) => projection.row(id) ?? []);
    for (const { summary, unmeasured } of rows) {
      if (!isWorthSaying(unmeasured, measured)) continue;
      await say(summary.orderId, measured).catch((error: unknown) =>
        parts.log.warn({ err: error }, 'a clock measurement was not written'),
      );
    }
  };
}

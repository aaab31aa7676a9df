import type { FormerOrder } from '../../../bridge/former-orders.ts';
import type { WorkOrderDocument } from '../../../domain/documents/work-order.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import type { DeskCalls } from '../context.ts';
import { plainOrder } from '../orders/plain.ts';
import type { OwnDesk } from '../own-desk.ts';
import { formerOrders } from '../sync/former-orders.ts';
import { discardItem } from './discard-item.ts';
import { exportOrder } from './export-order.ts';

export const formerCalls = {
  'sync.formerOrders': async (desk) => ok({ orders: await formerOrders(desk) }),
  'sync.exportOrder': async (desk, { orderId }) => {
    const order =
      (await formerOrders(desk)).find((one) => one.orderId === orderId) ?? (await orderInHand(desk, orderId));
    return order ? ok(await exportOrder(desk, order)) : refused(problem('order.unknown', { orderId }));
  },
  'sync.discardOrder': (desk, { orderId, reason }) =>
    desk.exclusively('discard', async () => {
      if (!(await formerOrders(desk)).some((one) => one.orderId === orderId))
        return refused(problem('order.unknown', { orderId }));
      // The state shows so many items at once; what is discarded makes room for the next.
      for (let items = refusedOf(desk, orderId); items.length > 0; items = refusedOf(desk, orderId))
        for (const item of items) await discardItem(desk, item, reason);
      return ok(desk.sync.state());
    }),
} as const satisfies DeskCalls<OwnDesk>;

/** Sums up an order that this device has and cannot open (a broken definition). Null: the order opens, and there is nothing to hand over. */
async function orderInHand(desk: OwnDesk, orderId: string): Promise<FormerOrder | null> {
  if ((await desk.order(orderId)).ok) return null;
  const documents = await desk.documentsOf(orderId);
  const order = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  if (!order) return null;
  const { number, customer, place, records, photos } = plainOrder(order, documents, desk);
  return { orderId, number, customerName: customer.name, address: place.address, records, photos };
}

const refusedOf = (desk: OwnDesk, orderId: string) =>
  desk.sync.state().items.filter((item) => item.orderId === orderId && item.state === 'refused');

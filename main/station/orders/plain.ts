import type { PlainOrder } from '../../../bridge/plain-order.ts';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import type { WorkOrderDocument } from '../../../domain/documents/work-order.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import type { OrderFold } from '../../../domain/work-order/types.ts';
import { bareFold } from '../../../forms/engine/summary.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';
import { grantIn, withTexts } from '../projection/row.ts';

/** An order whose definition cannot be used is still somebody's customer: whom to ring and where he lives need no definition. */
export const plainCalls = {
  'workOrder.plain': async (desk, { orderId }) => {
    const documents = await desk.documentsOf(orderId);
    const order = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
    return order ? ok(plainOrder(order, documents, desk)) : refused(problem('order.unknown', { orderId }));
  },
} as const satisfies DeskCalls<OwnDesk>;

/** The order as dispatch amended it; where the events cannot be read either, as it was raised. */
export function plainOrder(
  order: WorkOrderDocument,
  documents: readonly OrderDocument[],
  { deviceId, technicianId }: Pick<OwnDesk, 'deviceId' | 'technicianId'>,
): PlainOrder {
  const whole = withTexts(order);
  const fold = amended(whole, documents);
  const { customer, place, appointment, remarks } = fold;
  const grant = grantIn(documents, fold, technicianId);
  const own = documents.filter((one) => 'deviceId' in one && one.deviceId === deviceId);
  const photos = own.filter(({ type }) => type === 'evidence').length;
  const records = own.length - photos;
  return { number: whole.number, customer, place, appointment, remarks, grant, records, photos };
}

function amended(order: WorkOrderDocument, documents: readonly OrderDocument[]): OrderFold {
  try {
    return bareFold(order, documents);
  } catch {
    // The row of this order logged the failure when it was made.
    return bareFold(order, []);
  }
}

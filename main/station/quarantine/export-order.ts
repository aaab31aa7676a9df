import type { FormerOrder } from '../../../bridge/former-orders.ts';
import type { OwnDesk } from '../own-desk.ts';
import { type ExportedFile, type ExportedItem, fileOf } from './export-item.ts';

/** An order's records and photos (the copies that would have been sent) as one file; `missing` names photos whose bytes are not here. */
export async function exportOrder(desk: OwnDesk, order: FormerOrder): Promise<ExportedItem> {
  const documents = await desk.documentsOf(order.orderId);
  const files: (ExportedFile & { readonly evidenceId: string })[] = [];
  const missing: string[] = [];
  for (const document of documents) {
    if (document.type !== 'evidence') continue;
    const file = await fileOf(desk, document, ['view']);
    if (file) files.push({ evidenceId: document._id, ...file });
    else missing.push(document._id);
  }
  const body = {
    format: 'linework-order/1',
    exportedAt: new Date(desk.clock.now()).toISOString(),
    deviceId: desk.deviceId,
    technicianId: desk.technicianId,
    order,
    documents,
    files,
    missing,
  };
  const number = order.number.replace(/[^0-9a-zA-Z-]+/g, '-');
  return { name: `linework-order-${number}.json`, json: JSON.stringify(body, null, 2) };
}

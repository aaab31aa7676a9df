import { join } from 'node:path';
import { z } from 'zod';
import type { FormerOrder } from '../../../bridge/former-orders.ts';
import { workOrderId } from '../../../domain/documents/work-order.ts';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';
import type { OwnDesk } from '../own-desk.ts';
import type { TechnicianStore } from '../store/technician-store.ts';

const Heads = z.record(z.string(), z.object({ number: z.string(), customerName: z.string(), address: z.string() }));
type Heads = z.infer<typeof Heads>;

const fileIn = (folder: string): string => join(folder, 'former.json');

async function readHeads(folder: string): Promise<Heads> {
  const read = Heads.safeParse(await readJson(fileIn(folder)));
  return read.success ? read.data : {};
}

/**
 * Writes down what these orders are called, before the store that knows it is set aside: an office that does not have them will not tell.
 * Repeated after a kill, when they are gone from the store, it keeps what is written.
 */
export async function nameFormerOrders(
  folder: string,
  store: Pick<TechnicianStore, 'documents'>,
  orderIds: ReadonlySet<string>,
): Promise<void> {
  const heads: Heads = { ...(await readHeads(folder)) };
  for (const orderId of orderIds) {
    const order = await store.documents.get(workOrderId(orderId));
    if (order?.type !== 'workOrder') continue;
    heads[orderId] = { number: order.number, customerName: order.customer.name, address: order.place.address };
  }
  await writeFlushed(fileIn(folder), JSON.stringify(heads));
}

/** What of this device's work belongs to orders that the present office does not have; none before everything was pulled from it. */
export async function formerOrders(desk: OwnDesk): Promise<readonly FormerOrder[]> {
  if (!desk.isWhole()) return [];
  const found: FormerOrder[] = [];
  for (const [orderId, head] of Object.entries(await readHeads(desk.folder))) {
    if (desk.projection.row(orderId)) continue;
    const documents = await desk.documentsOf(orderId);
    if (documents.length === 0 || documents.some(({ type }) => type === 'workOrder')) continue;
    const photos = documents.filter(({ type }) => type === 'evidence').length;
    found.push({ orderId, ...head, records: documents.length - photos, photos });
  }
  return found;
}

import { type AnyDocument, type OrderDocument, shapes } from '../../domain/documents/parse.ts';
import { orderIdOf, orderRange } from '../../domain/documents/work-order.ts';
import type { Database, StoredDocument } from '../database/types.ts';

/** All documents of one order in `work`, by id. */
export async function readOrder(work: Database, orderId: string): Promise<readonly OrderDocument[]> {
  const rows = await work.allDocs({ ...orderRange(orderId), includeDocs: true });
  return rows.flatMap((row) => orderDocument(row.doc));
}

const orderDocument = (document: StoredDocument | null | undefined): readonly OrderDocument[] =>
  document && typeof document.type === 'string' && document.type in shapes
    ? [document as unknown as OrderDocument]
    : [];

/** Every order of `work`, one after another, in pages: the range of one order is contiguous by id. */
export async function* readAllOrders(work: Database, page = 2000): AsyncGenerator<readonly OrderDocument[]> {
  let startkey = 'workOrder:';
  let open: OrderDocument[] = [];
  let openId: string | null = null;
  for (;;) {
    const rows = await work.allDocs({ startkey, endkey: 'workOrder;', limit: page, includeDocs: true });
    for (const row of rows) {
      const orderId = orderIdOf(row.id ?? '');
      if (orderId !== openId && open.length > 0) {
        yield open;
        open = [];
      }
      openId = orderId;
      if (orderId !== null) open.push(...orderDocument(row.doc));
    }
    const last = rows.at(-1)?.id;
    if (rows.length < page || last === undefined) break;
    startkey = `${last}\u0000`;
  }
  if (open.length > 0) yield open;
}

export type { AnyDocument };

import { type AnyDocument, type OrderDocument, shapes } from '../../domain/documents/parse.ts';
import { orderIdOf, orderRange, type WorkOrderDocument, workOrderId } from '../../domain/documents/work-order.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { pinnedVersion } from '../../domain/work-order/pinned-version.ts';
import { deriveOrder } from '../../forms/engine/derive.ts';
import type { Database, StoredDocument } from '../database/types.ts';
import type { Definitions } from './definitions.ts';
import type { LoadedOrder } from './types.ts';

/** All documents of one order in `work`, by id. */
export async function readOrder(work: Database, orderId: string): Promise<readonly OrderDocument[]> {
  const rows = await work.allDocs({ ...orderRange(orderId), includeDocs: true });
  return rows.flatMap((row) => orderDocument(row.doc));
}

const orderDocument = (document: StoredDocument | null | undefined): readonly OrderDocument[] =>
  document && typeof document.type === 'string' && document.type in shapes
    ? [document as unknown as OrderDocument]
    : [];

/** Derives an order from its documents. Refused: `order.unknown`, `order.definitionArriving`, `order.definitionBroken`. */
export function deriveLoaded(documents: readonly OrderDocument[], definitions: Definitions): Result<LoadedOrder> {
  const order = documents.find((document): document is WorkOrderDocument => document.type === 'workOrder');
  if (order === undefined || order._id !== workOrderId(order.orderId)) return refused(problem('order.unknown'));
  const pinned = pinnedVersion(documents);
  if (pinned === null) return refused(problem('order.unknown'));
  const definition = definitions.definition(pinned.orderType, pinned.orderTypeVersion);
  const settings = definitions.pinned(pinned);
  if (definition === null || settings === null) {
    const { orderType, orderTypeVersion: version } = pinned;
    const [first] = definitions.broken(orderType, version) ?? [];
    if (first === undefined) return refused(problem('order.definitionArriving'));
    return refused(problem('order.definitionBroken', { orderType, version, where: `${first.path}: ${first.reason}` }));
  }
  return ok({ view: deriveOrder({ documents, definition, settings }), documents, definition, settings });
}

/** The same, and what is arriving is asked of the catalogue at once: its feed may be behind that of the orders. */
export async function deriveArrived(
  documents: readonly OrderDocument[],
  definitions: Definitions,
): Promise<Result<LoadedOrder>> {
  const loaded = deriveLoaded(documents, definitions);
  const pinned = pinnedVersion(documents);
  if (loaded.ok || loaded.problem.code !== 'order.definitionArriving' || pinned === null) return loaded;
  await definitions.ask(pinned);
  return deriveLoaded(documents, definitions);
}

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

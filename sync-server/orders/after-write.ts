import { type OrderDocument, shapes } from '../../domain/documents/parse.ts';
import { orderIdOf } from '../../domain/documents/work-order.ts';
import type { BulkRow, IncomingDocument } from '../database/types.ts';

/**
 * An order's documents after a write upon them, by id, without asking the store; null where the rows do not tell the revision of each, or
 * something was written that does not stand among the order's own.
 */
export function afterWrite(
  orderId: string,
  before: readonly OrderDocument[],
  written: readonly IncomingDocument[],
  rows: readonly BulkRow[],
): readonly OrderDocument[] | null {
  const documents = new Map<string, OrderDocument>(before.map((document) => [document._id, document]));
  for (const [at, document] of written.entries()) {
    const { id, ok, rev } = rows[at] ?? {};
    const isKnown = ok === true && id === document._id && rev !== undefined && orderIdOf(document._id) === orderId;
    if (!isKnown || typeof document.type !== 'string' || !(document.type in shapes)) return null;
    // As the store gives it back: what is undefined is not there.
    const stored = JSON.parse(JSON.stringify({ ...document, _rev: rev })) as OrderDocument;
    if (document._deleted === true) documents.delete(document._id);
    else documents.set(document._id, stored);
  }
  return [...documents.values()].sort((a, b) => (a._id < b._id ? -1 : 1));
}

import type { OrderDocument } from '../../domain/documents/parse.ts';
import { orderIdOf } from '../../domain/documents/work-order.ts';
import type { ChangesRow } from '../database/types.ts';

/** Orders whose documents are remembered: what an office works on at a time. Of any other order the next change is read from the store. */
const mostRemembered = 500;

/** From which documents the rows of lately derived orders were made, so that what the office has just written itself is not read again. */
export type RowSources = {
  /** these are what the order's row was derived from */
  readonly note: (orderId: string, documents: readonly OrderDocument[]) => void;
  /** Are all documents that the row was made from among these? False where nothing is remembered. */
  readonly within: (orderId: string, documents: readonly OrderDocument[]) => boolean;
  /** Was the row derived from this change already? */
  readonly covers: (row: ChangesRow) => boolean;
};

export function rowSources(most: number = mostRemembered): RowSources {
  const byOrder = new Map<string, ReadonlyMap<string, string | undefined>>();
  return {
    note(orderId, documents) {
      byOrder.delete(orderId);
      if (documents.length === 0) return;
      byOrder.set(orderId, new Map(documents.map(({ _id, _rev }) => [_id, _rev])));
      const [oldest] = byOrder.keys();
      if (byOrder.size > most && oldest !== undefined) byOrder.delete(oldest);
    },
    within(orderId, documents) {
      const known = byOrder.get(orderId);
      if (known === undefined) return false;
      const given = new Map(documents.map(({ _id, _rev }) => [_id, _rev]));
      return [...known].every(([id, rev]) => rev !== undefined && given.get(id) === rev);
    },
    covers({ id, changes, deleted }) {
      const orderId = orderIdOf(id);
      if (orderId === null) return true;
      const rev = byOrder.get(orderId)?.get(id);
      return deleted !== true && rev !== undefined && changes.every((leaf) => leaf.rev === rev);
    },
  };
}

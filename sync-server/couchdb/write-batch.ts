import { DocumentRefused } from '../database/document-refused.ts';
import type { BulkRow, IncomingDocument } from '../database/types.ts';
import { DatabaseUnavailable } from '../database/unavailable.ts';
import { CouchRefusal, type Shape, shapes } from './answers.ts';
import type { Ask } from './changes.ts';

/** Documents that fail one by one before it is taken for settled that none will be written. */
const failedAlone = 4;

/**
 * Writes documents so that one that CouchDB does not take costs no other its place. CouchDB refuses a whole `_bulk_docs` for one
 * document, before anything of it is written: 413 for its size (`max_document_size`), 400 for its shape, or for more documents than
 * `max_bulk_docs_count`. Then halves are sent, and halves of those: one bad document among 100 costs 14 requests more.
 * @returns rows as `Database.bulkDocs`; a document that is refused by itself has a row with CouchDB's word
 * @throws DocumentRefused for a single edit: whoever makes one has nothing else to go on with
 */
export async function writeBatch(
  ask: Ask,
  docs: readonly IncomingDocument[],
  newEdits: boolean,
): Promise<readonly BulkRow[]> {
  /** Histories given from outside land the same however often they are sent; our own edits do not. */
  const send = async (part: readonly IncomingDocument[]): Promise<readonly BulkRow[]> => {
    const body = newEdits ? { docs: part } : { docs: part, new_edits: false };
    // A row for each edit; of histories given from outside only what failed has one.
    const shape: Shape = (answer) =>
      shapes.bulk(answer) && (!newEdits || (answer as readonly unknown[]).length === part.length);
    return (await ask({
      method: 'POST',
      path: '_bulk_docs',
      body,
      shape,
      idempotent: !newEdits,
    })) as readonly BulkRow[];
  };

  /** CouchDB's own trouble with one part, or a firewall's, must not keep the rest from being written: it is thrown in the end. */
  let trouble: DatabaseUnavailable | null = null;
  let failed = 0;
  let isAnyWritten = false;
  const inHalves = async (part: readonly IncomingDocument[]): Promise<readonly BulkRow[]> => {
    try {
      const rows = await send(part);
      isAnyWritten = true;
      return rows;
    } catch (error) {
      const isWhole = error instanceof CouchRefusal && (error.status === 400 || error.status === 413);
      const isOdd = !newEdits && error instanceof DatabaseUnavailable && !error.isDown;
      if ((!isWhole && !isOdd) || error === trouble) throw error;
      const [only] = part;
      if (part.length > 1) {
        const middle = Math.ceil(part.length / 2);
        return [...(await inHalves(part.slice(0, middle))), ...(await inHalves(part.slice(middle)))];
      }
      if (isOdd) {
        trouble ??= error as DatabaseUnavailable;
        failed += 1;
        // None gets through: that is no fault of a document.
        if (failed >= failedAlone && !isAnyWritten) throw trouble;
        return [];
      }
      const { error: word, reason } = error as CouchRefusal;
      return [{ id: only?._id ?? '', error: word, reason }];
    }
  };

  const rows = await inHalves(docs);
  if (trouble !== null) throw trouble;
  const [first] = rows;
  if (newEdits && docs.length === 1 && first?.error !== undefined && first.error !== 'conflict')
    throw new DocumentRefused(first);
  return rows;
}

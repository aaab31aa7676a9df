import { createHash } from 'node:crypto';
import { pathOf } from '../access/revision-path.ts';
import type { IncomingDocument, StoredDocument } from '../database/types.ts';

/**
 * A client that writes with `new_edits` true leaves the revision to us: the next one after the leaf it names, so that the same rules judge it.
 * null: it does not name the stored leaf (CouchDB's `conflict`).
 */
export function withRevision(offered: IncomingDocument, leaves: readonly StoredDocument[]): IncomingDocument | null {
  const { _rev, _revisions: _, ...body } = offered;
  const leaf = leaves.find((one) => one._rev === _rev);
  if ((_rev === undefined) !== (leaves.length === 0) || (_rev !== undefined && leaf === undefined)) return null;
  const before = leaf === undefined ? { start: 0, ids: [] } : (leaf._revisions ?? pathOf(leaf));
  if (before === null) return null;
  const hash = createHash('md5')
    .update(JSON.stringify([_rev ?? '', body]))
    .digest('hex');
  return {
    ...body,
    _id: offered._id,
    _rev: `${before.start + 1}-${hash}`,
    _revisions: { start: before.start + 1, ids: [hash, ...before.ids] },
  };
}

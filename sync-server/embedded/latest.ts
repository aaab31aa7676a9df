import { revsOf } from '../access/revision-path.ts';
import type { OpenRev, StoredDocument } from '../database/types.ts';

/**
 * `latest`, by hand: a revision stands for the leaves that came of it. PouchDB's own throws outside of every promise for a revision that is
 * not in the document's tree (`latest` in `pouchdb-merge`): one request with an unknown revision would end the office.
 */
export function latestOf(leaves: readonly StoredDocument[], rev: string, revs: boolean): readonly OpenRev[] {
  const found = leaves.filter(
    ({ _rev, _revisions }) => _rev === rev || (_revisions !== undefined && revsOf(_revisions).includes(rev)),
  );
  if (found.length === 0) return [{ missing: rev }];
  return found.map(({ _revisions, ...leaf }) => ({ ok: (revs ? { ...leaf, _revisions } : leaf) as StoredDocument }));
}

import { createHash } from 'node:crypto';
import type { PouchDocument } from '../../storage/open-store.ts';

/** Gives a document a first revision of its own, for writing with `new_edits=false`. */
export function pouchRevision(document: PouchDocument): PouchDocument {
  const hash = createHash('md5').update(JSON.stringify(document)).digest('hex');
  return { ...document, _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash] } };
}

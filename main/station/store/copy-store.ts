import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../forms/engine/canonical.ts';
import type { PouchDocument, Store } from '../../../storage/open-store.ts';

/** id → digest of all its leaves with their bodies and revision paths. */
export type Digests = Map<string, string>;

const pageSize = 500;

type Copying = {
  readonly from: Store;
  readonly keeps: (id: string) => boolean;
  /** everything after this sequence */
  readonly since: number;
  readonly digests: Digests;
  /** absent: only looked at */
  readonly to?: Store;
  /** asked between pages; false: stop */
  readonly mayGoOn: () => boolean;
};

/**
 * Copies documents in the order of the changes feed, every leaf with its revisions, and notes what each was.
 * @returns the sequence up to which everything is copied; null: told to stop
 * @throws when the target refuses one
 */
export async function copyDocuments({
  from,
  to,
  keeps,
  since,
  digests,
  mayGoOn,
}: Copying): Promise<{ readonly sequence: number; readonly ids: readonly string[] } | null> {
  const ids: string[] = [];
  let sequence = since;
  for (;;) {
    if (!mayGoOn()) return null;
    const page = await from.changes({ since: sequence, limit: pageSize, style: 'all_docs' });
    const kept = page.results.filter(({ id }) => keeps(id));
    const wanted = kept.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })));
    const documents = wanted.length === 0 ? [] : await leavesOf(from, wanted);
    if (documents.length < wanted.length)
      throw new Error(`${wanted.length - documents.length} documents could not be read`);
    if (to && documents.length > 0) {
      const answers = await to.bulkDocs(documents, { new_edits: false });
      if (answers.some(({ error }) => error)) throw new Error('the copy refused a document');
    }
    for (const [id, digest] of digestsOf(documents)) digests.set(id, digest);
    ids.push(...kept.map(({ id }) => id));
    sequence = Number(page.last_seq);
    if (page.results.length < pageSize) return { sequence, ids };
  }
}

async function leavesOf(store: Store, docs: { id: string; rev: string }[]): Promise<PouchDocument[]> {
  const { results } = await store.bulkGet({ docs, revs: true });
  return results.flatMap((one) => one.docs.flatMap(({ ok }) => (ok ? [ok] : [])));
}

function digestsOf(documents: readonly PouchDocument[]): Digests {
  const leaves = new Map<string, PouchDocument[]>();
  for (const one of documents) leaves.set(one._id, [...(leaves.get(one._id) ?? []), one]);
  return new Map([...leaves].map(([id, found]) => [id, digestOf(found)]));
}

const digestOf = (leaves: readonly PouchDocument[]): string =>
  createHash('sha256')
    .update(
      leaves
        .map((leaf) => canonicalJson(leaf))
        .sort()
        .join('\n'),
    )
    .digest('base64');

/** Does the copy hold exactly these documents, byte for byte? */
export async function sameDocuments(copy: Store, wanted: Digests): Promise<boolean> {
  const found: Digests = new Map();
  await copyDocuments({ from: copy, keeps: () => true, since: 0, digests: found, mayGoOn: () => true });
  return found.size === wanted.size && [...wanted].every(([id, digest]) => found.get(id) === digest);
}

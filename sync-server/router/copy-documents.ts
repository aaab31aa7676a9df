import { type DocumentType, immutableTypes } from '../../domain/documents/parse.ts';
import { mostEndedInWork } from '../access/limits.ts';
import { endingOf, isWhole, judgePath, pathOf } from '../access/revision-path.ts';
import { sameBody } from '../access/same-body.ts';
import { isRefused } from '../database/document-refused.ts';
import type { Database, IncomingDocument, StoredDocument } from '../database/types.ts';

export type Copied = {
  readonly written: number;
  /** ids that would have made a second leaf: never written, a defect to be looked at (DESIGN §3) */
  readonly conflicts: readonly string[];
  /** what the target does not take for its size or shape, however often it is sent: passed over, so that the others arrive */
  readonly refused: readonly RefusedCopy[];
};

export type RefusedCopy = { readonly document: StoredDocument; readonly word: string };

/** The document with its history, where that follows from its revision: an immutable one is written once. */
function withHistory(document: StoredDocument): StoredDocument | null {
  const [, hash] = /^1-(.+)$/.exec(document._rev) ?? [];
  return hash === undefined || !immutableTypes.has(document.type as DocumentType)
    ? null
    : { ...document, _revisions: { start: 1, ids: [hash] } };
}

/**
 * Copies documents that the caller has just read. Those whose history is plain are not asked of `source` again; the target is asked once
 * for all what it has.
 */
export async function copyRead(
  source: Database,
  target: Database,
  documents: readonly StoredDocument[],
): Promise<Copied> {
  const plain = documents.flatMap((document) => withHistory(document) ?? []);
  const ids = new Set(plain.map(({ _id }) => _id));
  const others = documents.filter(({ _id }) => !ids.has(_id)).map(({ _id, _rev }) => [_id, [_rev]] as const);
  return copyMissing(source, target, Object.fromEntries(others), plain);
}

/**
 * Copies revisions with their histories (`new_edits=false`): what the target has is not sent again, so that a repetition after a kill
 * changes nothing. Deletions are not copied. An immutable document never gets a second body, a mutable one never a second leaf.
 *
 * @param wanted per document id its leaf revisions in `source`
 */
export async function copyDocuments(
  source: Database,
  target: Database,
  wanted: Readonly<Record<string, readonly string[]>>,
): Promise<Copied> {
  return copyMissing(source, target, wanted, []);
}

async function copyMissing(
  source: Database,
  target: Database,
  wanted: Readonly<Record<string, readonly string[]>>,
  plain: readonly StoredDocument[],
): Promise<Copied> {
  const documents = [...plain, ...(await readMissing(source, target, wanted))];
  if (documents.length === 0) return { written: 0, conflicts: [], refused: [] };
  const rows = await target.allDocs({ keys: documents.map(({ _id }) => _id) });
  const there = new Map(rows.flatMap((row) => (row.error === undefined ? [[row.key, row.value]] : [])));
  const write: IncomingDocument[] = [];
  const conflicts: string[] = [];
  for (const document of documents) {
    const standing = there.get(document._id);
    if (standing?.rev === document._rev && standing.deleted !== true) continue;
    const judged = there.has(document._id) ? judge(document, await target.leaves(document._id)) : [document];
    if (judged === 'conflict') conflicts.push(document._id);
    else if (judged !== 'known') write.push(...judged);
  }
  const failed = write.length === 0 ? [] : await target.bulkDocs(write, { newEdits: false });
  const other = failed.find((row) => !isRefused(row));
  if (other !== undefined) throw new Error(`${failed.length} documents were not written: ${other.error}`);
  const refused = failed.flatMap(({ id, error = '' }) => {
    const document = documents.find(({ _id }) => _id === id);
    return document === undefined ? [] : [{ document, word: error }];
  });
  return { written: write.length - failed.length, conflicts, refused };
}

/** The revisions wanted that the target does not have, with histories. */
async function readMissing(
  source: Database,
  target: Database,
  wanted: Readonly<Record<string, readonly string[]>>,
): Promise<readonly StoredDocument[]> {
  if (Object.keys(wanted).length === 0) return [];
  const diff = await target.revsDiff(wanted);
  const missing = Object.entries(diff).flatMap(([id, { missing: revs }]) => revs.map((rev) => ({ id, rev })));
  if (missing.length === 0) return [];
  const documents: StoredDocument[] = [];
  for (const { id, docs } of await source.bulkGet(missing, { revs: true })) {
    for (const one of docs) {
      if (!('ok' in one)) await expectOvertaken(source, id, one.error.rev);
      else if (one.ok._deleted !== true) documents.push(one.ok);
    }
  }
  return documents;
}

/**
 * A revision that the source no longer gives was overtaken, and its successor is copied when its own change comes. One that is still a
 * leaf was not: passing it over would lose it, so the copy fails and is tried again.
 */
async function expectOvertaken(source: Database, id: string, rev: string): Promise<void> {
  const leaves = await source.leaves(id);
  if (leaves.some((leaf) => leaf._rev === rev)) throw new Error(`${source.name} has ${id} ${rev} and did not give it`);
}

function judge(
  document: StoredDocument,
  stored: readonly StoredDocument[],
): readonly IncomingDocument[] | 'known' | 'conflict' {
  const leaves = stored.filter(({ _deleted }) => _deleted !== true);
  if (immutableTypes.has(document.type as DocumentType))
    return leaves.every((leaf) => sameBody(leaf, document)) ? 'known' : 'conflict';
  const path = pathOf(document);
  if (path === null) return 'conflict';
  // A revision that was overtaken while it was copied comes with less than the depth that its store keeps.
  const verdict = judgePath(path, leaves, (given) => !isWhole(given));
  switch (verdict.kind) {
    case 'known':
      return 'known';
    case 'rootless':
      return 'conflict';
    case 'follows':
      return [{ ...document, _revisions: verdict.path }];
    case 'replaces': {
      const ending = endingOf(verdict.ended);
      const isFull = stored.length - leaves.length >= mostEndedInWork;
      return ending === null || isFull ? 'conflict' : [{ ...document, _revisions: verdict.path }, ending];
    }
  }
}

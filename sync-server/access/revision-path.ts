import type { IncomingDocument, Revisions, StoredDocument } from '../database/types.ts';

/** PouchDB and CouchDB forget ancestors beyond some depth; a path this long may have lost its root honestly. */
const stemmedFrom = 50;
/** A draft saved once a second for a working day; more is not a person typing. */
const widestGap = 50_000;

/**
 * A hash that every store gives back as it came. CouchDB refuses a whole `_bulk_docs` for 32 signs that are no hexadecimal number, and
 * gives 16 signs back as 32 others (`parse_revid`, `revid_to_str` in `couch_doc.erl`).
 */
const hashPattern = /^(?:[0-9a-f]{32}|(?!.{16}$|.{32}$)[0-9a-z]{1,64})$/;
const revisionPattern = /^([1-9]\d{0,8})-(\S+)$/;

/** Is this a revision that a store of ours can hold? */
export const isRevision = (rev: string): boolean => hashPattern.test(revisionPattern.exec(rev)?.[2] ?? '');

/** The history a document brings, newest first, or null when it is not well formed or contradicts `_rev`. */
export function pathOf(document: IncomingDocument): Revisions | null {
  const { _rev, _revisions } = document;
  if (typeof _rev !== 'string') return null;
  const [, generation, hash] = revisionPattern.exec(_rev) ?? [];
  if (generation === undefined || hash === undefined || !hashPattern.test(hash)) return null;
  const start = Number(generation);
  if (_revisions === undefined) return { start, ids: [hash] };
  const { ids } = _revisions;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > start || ids[0] !== hash) return null;
  if (_revisions.start !== start || !ids.every((id) => typeof id === 'string' && hashPattern.test(id))) return null;
  return { start, ids };
}

export const revsOf = ({ start, ids }: Revisions): readonly string[] =>
  ids.map((id, index) => `${start - index}-${id}`);

export type PathVerdict =
  | { readonly kind: 'follows'; readonly path: Revisions }
  | { readonly kind: 'known' }
  | { readonly kind: 'rootless' };

/**
 * How a path stands to what is stored of a mutable document. `follows`: it continues the stored leaf (or nothing is stored and it is
 * whole). `known`: the stored leaf already continues it. `rootless`: neither; storing it would make a second leaf.
 *
 * A path that honestly lost its older part (stemmed at 50 revisions by a long time offline) is given a bridge: invented ancestors between
 * the stored leaf and its oldest one, so that the document keeps its revision and stays one line.
 */
export function judgePath(path: Revisions, leaves: readonly StoredDocument[]): PathVerdict {
  if (leaves.length === 0) return isWhole(path) || isStemmed(path) ? { kind: 'follows', path } : { kind: 'rootless' };
  const offered = new Set(revsOf(path));
  const head = `${path.start}-${path.ids[0]}`;
  for (const leaf of leaves) if (leaf._rev === head || storedRevs(leaf).includes(head)) return { kind: 'known' };
  if (leaves.some((leaf) => offered.has(leaf._rev))) return { kind: 'follows', path };
  // Older than anything the stored leaf still remembers: overtaken long ago.
  if (leaves.some((leaf) => path.start < oldestOf(leaf))) return { kind: 'known' };
  const [leaf] = leaves;
  return leaves.length === 1 && leaf !== undefined ? bridged(path, leaf) : { kind: 'rootless' };
}

const isWhole = ({ start, ids }: Revisions): boolean => start === ids.length;
const isStemmed = ({ ids }: Revisions): boolean => ids.length >= stemmedFrom;
const storedRevs = (leaf: StoredDocument): readonly string[] =>
  leaf._revisions === undefined ? [] : revsOf(leaf._revisions);

const oldestOf = ({ _revisions }: StoredDocument): number =>
  _revisions === undefined ? 0 : _revisions.start - _revisions.ids.length + 1;

function bridged(path: Revisions, leaf: StoredDocument): PathVerdict {
  const leafPath = pathOf(leaf);
  const oldest = path.start - path.ids.length + 1;
  if (leafPath === null || !isStemmed(path)) return { kind: 'rootless' };
  const gap = oldest - leafPath.start - 1;
  if (gap < 0 || gap > widestGap) return { kind: 'rootless' };
  const invented = Array.from({ length: gap }, (_, index) => `${String(oldest - 1 - index).padStart(32, '0')}`);
  return { kind: 'follows', path: { start: path.start, ids: [...path.ids, ...invented, ...leafPath.ids] } };
}

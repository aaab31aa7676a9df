import { createHash } from 'node:crypto';
import type { IncomingDocument, Revisions, StoredDocument } from '../database/types.ts';

/** PouchDB and CouchDB forget ancestors beyond some depth; a path this long may have lost its root honestly. */
const stemmedFrom = 50;
/**
 * The most revisions of a path beyond the stored leaf that a store is asked to keep. Each revision costs PouchDB 20 µs without a turn for
 * anybody else: a gap of 50 000 held the office up for 102 s. With 500 one document takes 10 ms, and a draft is typed for more than eight
 * minutes without a contact before they are passed.
 */
const mostFollowed = 500;
/** Ancestors that are invented at most, so that a path which lost its oldest part stays one line. A store keeps 50 of any path. */
const widestBridge = mostFollowed - stemmedFrom;

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
  | { readonly kind: 'replaces'; readonly path: Revisions; readonly ended: StoredDocument }
  | { readonly kind: 'known' }
  | { readonly kind: 'rootless' };

/**
 * How a path stands to what is stored of a mutable document. `follows`: it continues the stored leaf (or nothing is stored and it is
 * whole). `replaces`: it continues it over more revisions than a store is asked to keep. `known`: the stored leaf already continues it.
 * `rootless`: neither; storing it would make a second leaf.
 *
 * A path that honestly lost its older part (stemmed at 50 revisions by a long time offline) is given a short bridge of invented
 * ancestors to the stored leaf, so that the document keeps its revision and stays one line. Where that bridge, or the path itself, would
 * be long, the newest part is stored as a line of its own and the leaf that it replaces is ended (`endingOf`): the work is bounded
 * whatever the numbers say (ADR 0022).
 *
 * @param leaves those that are not deleted
 * @param isStemmed may this path have lost its oldest part?
 */
export function judgePath(path: Revisions, leaves: readonly StoredDocument[], isStemmed = isLong): PathVerdict {
  if (leaves.length === 0)
    return isWhole(path) || isStemmed(path) ? { kind: 'follows', path: newestOf(path) } : { kind: 'rootless' };
  const head = `${path.start}-${path.ids[0]}`;
  for (const leaf of leaves) if (leaf._rev === head || storedRevs(leaf).includes(head)) return { kind: 'known' };
  for (const leaf of leaves) {
    const at = path.start - (pathOf(leaf)?.start ?? path.start);
    if (at > 0 && `${path.start - at}-${path.ids[at]}` === leaf._rev)
      return continued({ start: path.start, ids: path.ids.slice(0, at) }, leaf, path);
  }
  // Older than anything the stored leaf still remembers: overtaken long ago.
  if (leaves.some((leaf) => path.start < oldestOf(leaf))) return { kind: 'known' };
  const [leaf] = leaves;
  return leaves.length === 1 && leaf !== undefined && isStemmed(path) ? bridged(path, leaf) : { kind: 'rootless' };
}

export const isWhole = ({ start, ids }: Revisions): boolean => start === ids.length;
const isLong = ({ ids }: Revisions): boolean => ids.length >= stemmedFrom;
const newestOf = ({ start, ids }: Revisions): Revisions => ({ start, ids: ids.slice(0, stemmedFrom) });
const storedRevs = (leaf: StoredDocument): readonly string[] =>
  leaf._revisions === undefined ? [] : revsOf(leaf._revisions);

const oldestOf = ({ _revisions }: StoredDocument): number =>
  _revisions === undefined ? 0 : _revisions.start - _revisions.ids.length + 1;

/** `newer` ends right above `leaf`, or above a gap that is bridged. */
function continued(newer: Revisions, leaf: StoredDocument, path: Revisions, gap = 0): PathVerdict {
  const leafPath = pathOf(leaf);
  if (leafPath === null) return { kind: 'rootless' };
  if (newer.ids.length > mostFollowed || gap > widestBridge)
    return { kind: 'replaces', path: newestOf(path), ended: leaf };
  const oldest = newer.start - newer.ids.length + 1;
  const invented = Array.from({ length: gap }, (_, index) => `${String(oldest - 1 - index).padStart(32, '0')}`);
  return { kind: 'follows', path: { start: newer.start, ids: [...newer.ids, ...invented, ...leafPath.ids] } };
}

function bridged(path: Revisions, leaf: StoredDocument): PathVerdict {
  const leafPath = pathOf(leaf);
  if (leafPath === null) return { kind: 'rootless' };
  const gap = path.start - path.ids.length - leafPath.start;
  return gap < 0 ? { kind: 'rootless' } : continued(path, leaf, path, gap);
}

/**
 * The deletion that ends a leaf which another line replaces, so that there is one leaf as before: CouchDB's way to settle a conflict.
 * The ending follows from the leaf alone, so that every office and every repetition makes the same one.
 */
export function endingOf(leaf: StoredDocument): IncomingDocument | null {
  const path = pathOf(leaf);
  if (path === null) return null;
  const hash = createHash('md5').update(`replaced\n${leaf._id}\n${leaf._rev}`).digest('hex');
  const start = path.start + 1;
  return { _id: leaf._id, _rev: `${start}-${hash}`, _deleted: true, _revisions: { start, ids: [hash, ...path.ids] } };
}

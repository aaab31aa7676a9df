import { createHash } from 'node:crypto';

/** Revisions as CouchDB writes them: newest first, `start` is the generation of `ids[0]`. */
export type Revisions = { readonly start: number; readonly ids: readonly string[] };

/**
 * The revision that follows `parent` (null: the first). It depends on nothing but the parent and the body, so that a replay
 * after a crash makes the same one.
 */
export function nextRevision(
  body: Readonly<Record<string, unknown>>,
  parent: string | null,
): { readonly rev: string; readonly revisions: Revisions } {
  const [generation, parentHash] = parent?.split('-') ?? [];
  const start = Number(generation ?? 0) + 1;
  const hash = createHash('md5')
    .update(`${parent ?? ''}\n${JSON.stringify(body)}`)
    .digest('hex');
  return { rev: `${start}-${hash}`, revisions: { start, ids: parentHash ? [hash, parentHash] : [hash] } };
}

/** The full revision names of a path. */
export const revisionNames = ({ start, ids }: Revisions): string[] => ids.map((id, n) => `${start - n}-${id}`);

export const generationOf = (rev: string): number => Number(rev.split('-')[0]);

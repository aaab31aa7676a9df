import { mostNewsAtOnce } from '../../../../bridge/news.ts';

/** Ids in parts that one call takes, one part after the other; false when one was refused: the rest is not tried. */
export async function inParts(
  ids: readonly string[],
  mark: (ids: string[]) => Promise<{ readonly ok: boolean }>,
): Promise<boolean> {
  for (let at = 0; at < ids.length; at += mostNewsAtOnce) {
    const { ok } = await mark(ids.slice(at, at + mostNewsAtOnce));
    if (!ok) return false;
  }
  return true;
}

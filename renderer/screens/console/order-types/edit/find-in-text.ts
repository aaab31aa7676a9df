/** As many places as anybody steps through; a letter that stands everywhere is told as "many". */
export const mostFound = 999;

/** Offsets of a text within another, whatever their letters' case, without overlaps. */
export function placesOf(text: string, wanted: string): readonly number[] {
  if (wanted === '') return [];
  const [inside, sought] = [text.toLowerCase(), wanted.toLowerCase()];
  const found: number[] = [];
  // A letter whose lower case is longer would move what stands behind it; then letters are compared as they are.
  const [where, what] = inside.length === text.length ? [inside, sought] : [text, wanted];
  for (let at = where.indexOf(what); at >= 0 && found.length < mostFound; at = where.indexOf(what, at + what.length))
    found.push(at);
  return found;
}

/** The next place after the cursor, or before it, round the ends. */
export function nextPlace(places: readonly number[], cursor: number, back: boolean): number | null {
  if (places.length === 0) return null;
  const next = back ? places.findLast((at) => at < cursor) : places.find((at) => at > cursor);
  return next ?? (back ? places.at(-1) : places[0]) ?? null;
}

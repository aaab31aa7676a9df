/** A part of a long list under a heading of its own. */
export type Group = { readonly key: string; readonly title: string; readonly count: number };

/** Heights in px; a row's includes the gap below it. */
export type Sizes = { readonly head: number; readonly row: number };

/** Where a group stands in the list: px from the top of the list, and the number of its first row among all rows. */
export type Placed = Group & { readonly top: number; readonly height: number; readonly first: number };

/** Rows `from` to `to` (exclusive) of a group are near the view. */
export type InView = { readonly group: Placed; readonly from: number; readonly to: number };

export function placeGroups(groups: readonly Group[], { head, row }: Sizes): readonly Placed[] {
  let top = 0;
  let first = 0;
  return groups.map((group) => {
    const placed = { ...group, top, height: head + group.count * row, first };
    top += placed.height;
    first += group.count;
    return placed;
  });
}

export const heightOf = (groups: readonly Placed[]): number => {
  const last = groups.at(-1);
  return last === undefined ? 0 : last.top + last.height;
};

/** px from the top of the list to this row's upper edge; null: there is no such row. */
export function topOf(groups: readonly Placed[], index: number, { head, row }: Sizes): number | null {
  const group = groups.find(({ first, count }) => index >= first && index < first + count);
  return group === undefined ? null : group.top + head + (index - group.first) * row;
}

/** Which rows of which groups stand in view, with `margin` more above and below, so that scrolling shows no gap. */
export function rowsInView(
  groups: readonly Placed[],
  { scrolled, height }: { readonly scrolled: number; readonly height: number },
  { head, row }: Sizes,
  margin: number,
): readonly InView[] {
  const [above, below] = [scrolled - margin * row, scrolled + height + margin * row];
  return groups.flatMap((group) => {
    if (group.top + group.height <= above || group.top >= below) return [];
    const at = (y: number): number => (y - group.top - head) / row;
    const from = Math.max(0, Math.min(group.count, Math.floor(at(above))));
    return [{ group, from, to: Math.max(from, Math.min(group.count, Math.ceil(at(below)))) }];
  });
}

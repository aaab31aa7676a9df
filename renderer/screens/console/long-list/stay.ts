/** Rows searched on either side of where an item stood: as many as are read beside those in view. */
const reach = 80;

/**
 * In which row an item stands now that the list was read again: its old one, or one near it. Null: it is gone, or further away than what
 * is at hand.
 * @param keyAt names what stands in a row; null: not read yet
 */
export function findRow(key: string, index: number, keyAt: (index: number) => string | null): number | null {
  for (let away = 0; away <= reach; away += 1) {
    if (keyAt(index + away) === key) return index + away;
    if (away > 0 && index - away >= 0 && keyAt(index - away) === key) return index - away;
  }
  return null;
}

const key = 'linework-open-folder-told';

/** Was it read on this device that others can read its folder? The settings go on saying it. */
export function toldOf(store: Pick<Storage, 'getItem'>): boolean {
  try {
    return store.getItem(key) !== null;
  } catch {
    // A browser that keeps nothing tells it at each start.
    return false;
  }
}

export function keepTold(store: Pick<Storage, 'setItem'>): void {
  try {
    store.setItem(key, 'yes');
  } catch {
    // As above: it is told again, which harms nobody.
  }
}

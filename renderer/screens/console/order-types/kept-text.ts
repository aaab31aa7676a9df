const nameOf = (key: string, version: number): string => `linework.console.orderType.${key}@${version}`;

/** The unpublished text of a version in this tab, over a reload or a look at another page; null where nothing was changed. */
export function keptText(
  key: string,
  version: number,
  store: Pick<Storage, 'getItem'> = window.sessionStorage,
): string | null {
  try {
    return store.getItem(nameOf(key, version));
  } catch {
    return null;
  }
}

export function keepText(
  key: string,
  version: number,
  text: string | null,
  store: Pick<Storage, 'setItem' | 'removeItem'> = window.sessionStorage,
): void {
  try {
    if (text === null) store.removeItem(nameOf(key, version));
    else store.setItem(nameOf(key, version), text);
  } catch {
    // a browser that keeps nothing: the page itself still holds it
  }
}

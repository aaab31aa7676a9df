/**
 * Where somebody is within a page: filters, sorting, tab, row and selection, as `#/orders?phase=held&sort=-window`. It stands in the address,
 * so that Back, a reload, a new tab and a link to a colleague find it; the part after `#` never leaves the browser.
 */
export type Place = URLSearchParams;

const longest = 4_000;

export const pathOf = (hash: string): string => hash.split('?', 1)[0] ?? '';

/** Never throws: what cannot be read is left out by whoever reads its members. */
export function placeOf(hash: string): Place {
  const at = hash.indexOf('?');
  return new URLSearchParams(at < 0 || hash.length > longest ? '' : hash.slice(at + 1));
}

/** A value for each name; null takes it out of the address. */
export type Changes = Readonly<Record<string, string | null>>;

/** The same hash with other members. */
export function changedHash(hash: string, changes: Changes): string {
  const place = placeOf(hash);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') place.delete(name);
    else place.set(name, value);
  }
  const query = place.toString();
  return query === '' ? pathOf(hash) : `${pathOf(hash)}?${query}`;
}

/**
 * Says where somebody is, without a step of its own for Back.
 * @param quietly nobody needs to draw anything for it, as for a scroll
 */
export function changePlace(changes: Changes, quietly = false): void {
  const hash = changedHash(window.location.hash || '#/', changes);
  if (hash === window.location.hash) return;
  try {
    window.history.replaceState(null, '', hash);
  } catch {
    // A browser that finds the address changed too often (Safari: 100 times in 30 s) refuses; the next change says it all.
    return;
  }
  keepPlace(hash);
  if (!quietly) window.dispatchEvent(new HashChangeEvent('hashchange'));
}

const keyOf = (path: string): string => `linework.place:${path}`;

/** Remembered for this tab: a way back to a list leads to the place where it was left. */
function keepPlace(hash: string): void {
  try {
    window.sessionStorage.setItem(keyOf(pathOf(hash)), hash);
  } catch {
    // Without storage the way back leads to the list's beginning.
  }
}

/** The address of a list as it was left in this tab. */
export function leftAt(href: string): string {
  try {
    const kept = window.sessionStorage.getItem(keyOf(href));
    return kept !== null && pathOf(kept) === href ? kept : href;
  } catch {
    return href;
  }
}

/** Who signs out leaves no search for a customer behind. */
export function forgetPlaces(): void {
  try {
    const names = Array.from({ length: window.sessionStorage.length }, (_, at) => window.sessionStorage.key(at) ?? '');
    for (const name of names) if (name.startsWith(keyOf(''))) window.sessionStorage.removeItem(name);
  } catch {
    // There is nothing to forget without storage.
  }
}

import { useSyncExternalStore } from 'react';

/** The place inside a page: the parts after `#/`, decoded. Works on both origins, survives a reload, and Back goes back. */
export function useHashRoute(): readonly string[] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parseHash(hash);
}

export const parseHash = (hash: string): readonly string[] =>
  hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);

/** A part that somebody cut or mistyped (`%E5%8`) stands for itself: an address never ends the page. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const hashOf = (...parts: readonly string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`;

export function go(...parts: readonly string[]): void {
  location.hash = hashOf(...parts);
}

/** The same place said more exactly: Back does not stop here twice. */
export function goInstead(...parts: readonly string[]): void {
  history.replaceState(null, '', hashOf(...parts));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

const ownerKey = 'linework.owner';
const ours = 'linework.';

/**
 * Says whose window this is. What pages keep in its session storage (words that no draft holds, a signature, a search) was typed by one
 * account: whoever signs in after another finds nothing of it.
 * @returns true when another account had the window before, also before a reload
 */
export function ownWindow(accountId: string, store: Storage = window.sessionStorage): boolean {
  try {
    const before = store.getItem(ownerKey);
    if (before === accountId) return false;
    if (before !== null) forget(store);
    store.setItem(ownerKey, accountId);
    return before !== null;
  } catch {
    // Without storage nothing was kept.
    return false;
  }
}

function forget(store: Storage): void {
  const names = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '');
  for (const name of names) if (name.startsWith(ours)) store.removeItem(name);
}

import type { SyncState } from '../../../../bridge/sync-state.ts';

/**
 * The one thing to press: an exchange alone moves neither what was sent back nor what waits for a better link; while it is to be decided
 * whether the office is the same, nothing moves.
 */
export function mainAct(sync: SyncState): 'retry' | 'sendNow' | 'now' | null {
  if (sync.newOffice !== null) return null;
  if (sync.items.length === 0 || isCut(sync.link)) return 'now';
  if (sync.items.every((item) => item.state === 'refused')) return 'retry';
  const filesOnly = sync.state === 'waiting' && sync.documents === 0;
  return filesOnly && sync.items.every((item) => item.held !== undefined) ? 'sendNow' : 'now';
}

const isCut = (link: SyncState['link']): boolean => link === 'offline' || link === 'silent' || link === 'inBetween';

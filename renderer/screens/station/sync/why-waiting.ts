import type { SyncItem, SyncState } from '../../../../bridge/sync-state.ts';

/** Why an item that nobody sent back is still on the device, for words: each has its sentence. */
export type Why =
  | 'sending'
  | 'metered'
  | 'signInNeeded'
  | 'stopped'
  | 'offline'
  | 'silent'
  | 'inBetween'
  | 'typing'
  | 'afterRecord'
  | 'queued';

/** What stands in the way of everything comes first; then what holds this kind of item. */
export function whyWaiting(item: SyncItem, sync: SyncState): Why {
  if (item.state === 'sending') return 'sending';
  if (sync.state === 'signInNeeded' || sync.state === 'stopped') return sync.state;
  // Said before the link: it does not go by itself when the link is back.
  if (item.held !== undefined) return item.held;
  if (sync.link === 'offline' || sync.link === 'silent' || sync.link === 'inBetween') return sync.link;
  if (item.kind === 'draft') return 'typing';
  const record = item.id.split('#')[0];
  const isFile = item.kind === 'bytes' || item.kind === 'thumbnail';
  // A file is taken only after the record that names it.
  if (isFile && sync.items.some(({ id }) => id === record)) return 'afterRecord';
  return 'queued';
}

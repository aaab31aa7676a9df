import { expect, it } from 'vitest';
import type { SyncItem, SyncState } from '../../../../bridge/sync-state.ts';
import { mainAct } from './main-act.ts';

const waiting = { state: 'waiting' } as SyncItem;
const held: SyncItem = { ...waiting, held: 'metered' };
const refused = { state: 'refused' } as SyncItem;
const sync = (items: readonly SyncItem[], more: Partial<SyncState> = {}): SyncState =>
  ({ state: 'waiting', link: 'online', documents: 0, newOffice: null, items, ...more }) as SyncState;

it.each<[string, SyncState, string | null]>([
  ['nothing waits', sync([]), 'now'],
  ['something may go', sync([waiting, held, refused]), 'now'],
  ['all was sent back', sync([refused, refused], { state: 'refused', documents: 2 }), 'retry'],
  ['all is held', sync([held, held]), 'sendNow'],
  ['a record waits that is not in the list', sync([held], { documents: 1 }), 'now'],
  ['there is no link for it', sync([held], { state: 'offline', link: 'offline' }), 'now'],
  ['the office is to be accepted first', sync([refused], { newOffice: { generation: 'g', heardAt: 'h' } }), null],
  ['a sign-in is asked for first', sync([held], { state: 'signInNeeded' }), 'now'],
])('%s', (_, state, act) => {
  expect(mainAct(state)).toBe(act);
});

import { expect, it } from 'vitest';
import type { SyncItem, SyncState } from '../../../../bridge/sync-state.ts';
import { whyWaiting } from './why-waiting.ts';

const photo = { id: 'workOrder:a:evidence:1#bytes', kind: 'bytes', state: 'waiting' } as SyncItem;
const record = { id: 'workOrder:a:evidence:1', kind: 'evidence', state: 'waiting' } as SyncItem;
const online = { state: 'waiting', link: 'online', items: [photo] } as unknown as SyncState;

it.each<[SyncItem, SyncState, string]>([
  [photo, online, 'queued'],
  [{ ...photo, held: 'metered' }, online, 'metered'],
  [{ ...photo, held: 'metered' }, { ...online, link: 'offline' }, 'metered'],
  [photo, { ...online, link: 'offline' }, 'offline'],
  [photo, { ...online, items: [record, photo] }, 'afterRecord'],
  [{ ...record, kind: 'draft' }, online, 'typing'],
  [{ ...record, state: 'sending' }, { ...online, link: 'offline' }, 'sending'],
  [{ ...record, kind: 'draft' }, { ...online, link: 'offline' }, 'offline'],
  [record, { ...online, link: 'silent' }, 'silent'],
  [record, { ...online, link: 'offline', state: 'signInNeeded' }, 'signInNeeded'],
  [record, { ...online, state: 'stopped' }, 'stopped'],
])('says one reason: %#', (item, sync, why) => {
  expect(whyWaiting(item, sync)).toBe(why);
});

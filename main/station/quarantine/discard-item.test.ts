import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncItem } from '../../../bridge/sync-state.ts';
import type { EventDocument } from '../../../domain/documents/event.ts';
import { problem } from '../../../domain/problem.ts';
import { StorageFull } from '../../../storage/full.ts';
import { deviceEvent, makeId } from '../../../test/builders/device-documents.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import type { OwnDesk } from '../own-desk.ts';
import { openTechnicianStore, type TechnicianStore } from '../store/technician-store.ts';
import { discardItem } from './discard-item.ts';
import { type Discards, openDiscards } from './discards.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const hand = { createdBy: '01ktech0000000000000000001', deviceId: '01kdevice00000000000000001' };
let folder: TemporaryFolder;
let discards: Discards;
let store: TechnicianStore;
/** the disk has no room for the queue to forget the item */
let full: boolean;

const open = async (): Promise<void> => {
  discards = await openDiscards(folder.path);
  store = await openTechnicianStore({
    folder: folder.path,
    now: Date.now,
    log,
    changed: quiet,
    isDiscarded: discards.hasRevision,
  });
};
beforeEach(async () => {
  full = false;
  folder = await temporaryFolder('discard-item');
  await open();
});
afterEach(async () => {
  await store.close();
  await folder.remove();
});

async function refused(): Promise<SyncItem> {
  const { _rev, ...event } = deviceEvent(hand, makeId(), 'noted', { text: '太长' });
  await store.append([event as unknown as EventDocument]);
  const [entry] = store.journal.entries();
  const why = problem('door.size', { limit: 1 });
  await store.journal.append([{ refused: { id: entry?.id ?? '', rev: entry?.rev ?? '', problem: why } }]);
  return { id: entry?.id, orderId: null, kind: 'event', about: 'noted', state: 'refused', problem: why } as SyncItem;
}

const discard = (item: SyncItem): Promise<void> => {
  const leaveOut: typeof store.leaveOut = (entry) => (full ? Promise.reject(new StorageFull()) : store.leaveOut(entry));
  const desk = {
    store: { ...store, leaveOut },
    discards,
    makeId,
    clock: { now: Date.now },
    technicianId: hand.createdBy,
    evidence: () => ({ wake: quiet }),
    sync: { contactSoon: quiet },
  };
  return discardItem(desk as unknown as OwnDesk, item, '重复');
};

it('a discard that found no room half-way is one discard when it is made again', async () => {
  const item = await refused();
  full = true;
  await expect(discard(item)).rejects.toMatchObject({ code: 'ENOSPC' });
  full = false;
  await discard(item);
  expect(discards.list()).toHaveLength(1);
  expect(store.journal.entries()).toEqual([]);
});

it('what was killed half-way is out of the queue at the next start, and offered to nobody', async () => {
  const item = await refused();
  full = true;
  await expect(discard(item)).rejects.toMatchObject({ code: 'ENOSPC' });
  await store.close();
  await open();
  expect(discards.list()).toHaveLength(1);
  expect(store.journal.entries()).toEqual([]);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { deviceDraft, deviceEvent, makeId } from '../../../test/builders/device-documents.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { openTechnicianStore, type TechnicianStore } from './technician-store.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const hand = { createdBy: makeId(), deviceId: makeId() };
const orderId = makeId();
let folder: TemporaryFolder;
let store: TechnicianStore;
beforeEach(async () => {
  folder = await temporaryFolder('unkeepable');
  store = await openTechnicianStore({ folder: folder.path, now: Date.now, log, changed: quiet });
});
afterEach(async () => {
  await store.close();
  await folder.remove();
});

it.each([
  ['half a character', () => deviceEvent(hand, orderId, 'noted', { text: '线\ud83d' }), 'kept.unfit'],
  ['a place of unknown accuracy', () => deviceEvent(hand, orderId, 'arrived', arrivedAt(1 / 0)), 'kept.unfit'],
  ['more than the office takes', () => deviceDraft(hand, orderId, 'a.b', { a: '线'.repeat(30_000) }), 'kept.tooLarge'],
])('%s is not written, nor is what would be written with it', async (_, make, code) => {
  const good = deviceEvent(hand, orderId, 'noted', { text: '好' });
  await expect(store.append([good, make()] as never)).rejects.toMatchObject({ problem: { code } });
  expect(store.journal.entries()).toEqual([]);
  expect(await store.documents.get(good._id)).toBeNull();
  await store.append([good] as never);
  expect(store.journal.entries()).toHaveLength(1);
});

const arrivedAt = (accuracyM: number) => ({
  assignmentId: makeId(),
  position: { latitude: 31, longitude: 121, accuracyM, fixAt: new Date().toISOString(), source: 'gnss' as const },
});

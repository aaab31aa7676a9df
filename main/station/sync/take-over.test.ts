import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventDocument } from '../../../domain/documents/event.ts';
import { orderOfEight } from '../../../test/bench/many-orders.ts';
import { deviceEvent, makeId } from '../../../test/builders/device-documents.ts';
import { openCatalogue } from '../catalogue/catalogue.ts';
import { openMarkers } from '../evidence/uploads/markers.ts';
import { openDiscards } from '../quarantine/discards.ts';
import { openTechnicianStore, type TechnicianStore } from '../store/technician-store.ts';
import { makePullTarget } from './pull-target.ts';
import { takeOver } from './take-over.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const technicianId = '01ktech0000000000000000001';
const deviceId = '01kdevice00000000000000001';
let folder: string;
let store: TechnicianStore;
let isDiscarded: (id: string, rev: string | undefined) => boolean;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-take-over-'));
  isDiscarded = () => false;
  store = await openTechnicianStore({
    folder,
    now: Date.now,
    log,
    changed: quiet,
    isDiscarded: (id, rev) => isDiscarded(id, rev),
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function acceptAnother(): Promise<void> {
  const catalogue = await openCatalogue(folder, Date.now, log);
  const markers = openMarkers(path.join(folder, 'pending'));
  const given = { folder, store, catalogue, markers, isDiscarded, technicianId, deviceId, now: Date.now };
  await takeOver({ ...given, generation: 'restored' });
  await catalogue.close();
}

const note = (orderId: string, text: string): EventDocument => {
  const { _rev, ...event } = deviceEvent({ createdBy: technicianId, deviceId }, orderId, 'noted', { text });
  return event as unknown as EventDocument;
};

it('an order that had left comes back from the new office, in which it may be at work again', async () => {
  const documents = orderOfEight(1, technicianId);
  const orderId = (documents[0]?._id ?? '').slice(10, 36);
  await store.receive(documents);
  expect(await store.rotate(new Set([orderId]), ['f'.repeat(64)], () => true)).toBe(true);
  expect(store.left.has(orderId)).toBe(true);

  await acceptAnother();
  const offered = Object.fromEntries(documents.map(({ _id, _rev = '' }) => [_id, [_rev]]));
  const wanted = await makePullTarget(store, deviceId).wanted(offered);
  expect(wanted).toHaveLength(documents.length);
  // Their receipts were the former office's word.
  expect(store.left.files()).toEqual([]);
});

it('what a person has discarded is not sent to the new office either', async () => {
  const orderId = makeId();
  const [poison, kept] = [note(orderId, '作废'), note(orderId, '有效')];
  await store.append([poison, kept]);
  const discards = await openDiscards(folder);
  const entry = store.journal.entry(poison._id);
  if (!entry) throw new Error('not written');
  await discards.keep(makeId(), {
    id: poison._id,
    rev: entry.rev,
    orderId,
    kind: 'event',
    about: '',
    problem: { code: 'door.shape', message: '', details: {} },
    reason: '内容太长',
    discardedAt: new Date().toISOString(),
    discardedBy: technicianId,
    document: { ...entry.body },
  });
  await store.leaveOut(entry);
  isDiscarded = discards.hasRevision;

  await acceptAnother();
  expect(store.journal.entries().map(({ id }) => id)).toEqual([kept._id]);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { evidenceId, receiptId } from '../../../domain/documents/evidence.ts';
import { grantId } from '../../../domain/documents/grant.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import { ok } from '../../../domain/result.ts';
import type { PouchDocument } from '../../../storage/open-store.ts';
import { orderOfEight } from '../../../test/bench/many-orders.ts';
import { pouchRevision } from '../../../test/bench/pouch-revision.ts';
import { makeId } from '../../../test/builders/device-documents.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { defaultLimits } from '../device/limits.ts';
import { hashOf, openFiles } from '../evidence/files.ts';
import type { OwnDesk } from '../own-desk.ts';
import { openProjection, type Projection } from '../projection/projection.ts';
import { openTechnicianStore, type TechnicianStore } from '../store/technician-store.ts';
import { type Keeper, openKeeper } from './keeper.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const technicianId = '01ktech0000000000000000001';
const deviceId = '01kdevice00000000000000001';
const limits = {
  ...defaultLimits,
  keepOriginalFor: 0,
  keepCopyFor: 0,
  keepOrderFor: 0,
  rotateAtOrders: 1,
  rotateAtShare: 0,
};

let folder: TemporaryFolder;
let store: TechnicianStore;
let projection: Projection;
let keeper: Keeper;
/** what happens while the office is asked which photos it holds */
let meanwhile: () => Promise<void>;

beforeEach(async () => {
  folder = await temporaryFolder('keeper');
  meanwhile = async () => undefined;
  const listeners = new Set<(orderIds: readonly string[]) => void>();
  let touch: Projection['touch'] = quiet;
  const changed = (ids: readonly string[] | null): void => {
    touch(ids);
    for (const listener of listeners) listener((ids ?? []).flatMap((id) => orderIdOf(id) ?? []));
  };
  store = await openTechnicianStore({ folder: folder.path, now: Date.now, log, changed });
  const parts = {
    store,
    folder: folder.path,
    technicianId,
    deviceId,
    pinnedBy: () => null,
    brokenBy: () => null,
    nameOf: () => null,
    appVersion: '1',
    log,
  };
  projection = await openProjection({ ...parts, changed: quiet });
  touch = projection.touch;
  const desk = {
    folder: folder.path,
    store,
    projection,
    limits,
    log,
    clock: { now: Date.now, facts: () => ({ at: new Date().toISOString(), uptimeMs: 1_000, bootId: 'b' }) },
    contact: { measured: () => null },
    sync: { state: () => ({ state: 'synchronised', newOffice: null }) },
    link: () => 'online',
    evidence: () => ({ items: () => [] }),
    unconfirmed: () => false,
    office: {
      call: async (_name: string, { sha256 }: { sha256: readonly string[] }) => {
        await meanwhile();
        return ok({ held: sha256 });
      },
    },
    onOrdersChanged: (listener: (orderIds: readonly string[]) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as OwnDesk;
  keeper = await openKeeper(desk, openFiles(`${folder.path}/evidence`));
});
afterEach(async () => {
  await keeper.close();
  await projection.close();
  await store.close();
  await folder.remove();
});

/** An order with a photo that was handed over; all of it is at the office. */
async function handedOver(): Promise<{ orderId: string; grant: PouchDocument }> {
  const documents = orderOfEight(1, technicianId);
  const orderId = orderIdOf(documents[0]?._id ?? '') ?? '';
  const bytes = Buffer.from('a picture');
  const sha256 = hashOf(bytes);
  await openFiles(`${folder.path}/evidence`).keep(sha256, bytes);
  const common = { schemaVersion: 1, orderId, sha256, bytes: bytes.length };
  const photo = {
    ...common,
    _id: evidenceId(orderId, makeId()),
    type: 'evidence',
    createdBy: technicianId,
    deviceId,
    slot: 'stage.step.photo',
    mediaType: 'image/jpeg',
    takenAt: new Date().toISOString(),
    source: 'live',
  };
  const receivedAt = new Date().toISOString();
  const receipt = { ...common, _id: receiptId(orderId, sha256), type: 'receipt', createdBy: 'office', receivedAt };
  const [given] = documents.filter(({ _id }) => _id === grantId(orderId));
  const { _rev, _revisions, ...plain } = { ...given, state: 'withdrawn' } as PouchDocument;
  const grant = pouchRevision(plain as PouchDocument);
  const others = documents.filter(({ _id }) => _id !== grant._id);
  await store.receive([...others, grant, ...[photo, receipt].map((one) => pouchRevision(one as never))]);
  await store.checkpoint.set({ complete: true });
  return { orderId, grant };
}

it('an order that is over leaves', async () => {
  const { orderId } = await handedOver();
  expect((await keeper.look()).orders).toBe(1);
  expect(await store.orderDocuments(orderId)).toEqual([]);
});

it('an order that comes back to work while it is decided that it may leave stays', async () => {
  const { orderId, grant } = await handedOver();
  const hash = 'b'.repeat(32);
  const again = {
    ...grant,
    state: 'active',
    _rev: `2-${hash}`,
    _revisions: { start: 2, ids: [hash, String(grant._rev).slice(2)] },
  };
  meanwhile = () => store.receive([again as PouchDocument]);
  expect((await keeper.look()).orders).toBe(0);
  expect(await store.documents.get(grantId(orderId))).toMatchObject({ state: 'active' });
});

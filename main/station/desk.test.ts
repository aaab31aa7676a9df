import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EvidenceDocument } from '../../domain/documents/evidence.ts';
import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { noReserve } from '../../storage/reserve.ts';
import { pouchRevision } from '../../test/bench/pouch-revision.ts';
import { makeId } from '../../test/builders/device-documents.ts';
import { plainLink } from '../../test/builders/plain-link.ts';
import { until } from '../../test/processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { type Catalogue, openCatalogue } from './catalogue/catalogue.ts';
import { type DeskParts, openDesk } from './desk.ts';
import { defaultLimits } from './device/limits.ts';
import { openMarkers } from './evidence/uploads/markers.ts';
import { type Credential, technicianFolder } from './session/account-files.ts';
import { openTechnicianStore } from './store/technician-store.ts';
import type { OfficeDoor } from './sync/office-client.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const [technicianId, deviceId, orderId] = [makeId(), makeId(), makeId()];
const photo: EvidenceDocument = {
  _id: `workOrder:${orderId}:evidence:${makeId()}`,
  type: 'evidence',
  schemaVersion: 1,
  createdBy: technicianId,
  orderId,
  deviceId,
  slot: 'stage.step.photo',
  sha256: '0'.repeat(64),
  bytes: 1,
  mediaType: 'image/jpeg',
  takenAt: new Date().toISOString(),
  source: 'live',
};

let folder: TemporaryFolder;
let own: string;
let catalogue: Catalogue;
/** how often the office was asked which photos it holds: it holds them all */
let held: number;
/** how many contacts were made: one a running worker */
let contacts: number;
let parts: DeskParts;

const json = (value: unknown) => ok({ status: 200, tookMs: 1, json: value });
/** An office with an empty mailbox that takes every document. */
const send: OfficeDoor['send'] = async ({ path: asked, body, signal }) => {
  if (asked.endsWith('station.contact')) {
    contacts += 1;
    const value = { officeTime: new Date().toISOString(), generation: 'g', technicians: [], people: {} };
    return json({ ok: true, value });
  }
  if (asked.includes('_bulk_docs')) {
    const { docs } = body as { docs: { _id: string; _rev: string }[] };
    return json(docs.map(({ _id: id, _rev: rev }) => ({ id, rev, ok: true })));
  }
  if (asked.includes('longpoll')) {
    await new Promise<void>((given) => signal?.addEventListener('abort', () => given(), { once: true }));
    return refused(problem('link.offline'));
  }
  return json({ results: [], last_seq: '0', pending: 0 });
};

beforeEach(async () => {
  [held, contacts] = [0, 0];
  folder = await temporaryFolder('desk');
  own = technicianFolder(folder.path, technicianId);
  catalogue = await openCatalogue(folder.path, Date.now, log);
  const facts = () => ({ at: new Date().toISOString(), uptimeMs: Math.round(performance.now()), bootId: 'b' });
  const door = {
    url: 'http://office',
    send,
    call: async () => {
      held += 1;
      return ok({ held: [photo.sha256] });
    },
    reaches: async () => true,
    renew: async () => undefined,
  };
  parts = {
    station: {
      dataFolder: folder.path,
      officeUrl: door.url,
      clock: { now: Date.now, facts },
      makeId,
      log,
      shell: { kind: 'browser', appVersion: '1', label: 'test' },
      settings: () => ({
        language: 'en',
        textSize: 'normal',
        theme: 'normal',
        meteredLink: false,
        notifications: true,
        quietHours: null,
        windowMode: 'window',
        lockAfterMinutes: null,
        lockHeldAfterMinutes: 30,
      }),
      emit: quiet,
      limits: defaultLimits,
      privacy: { kind: 'private', tightened: false },
      reserve: noReserve,
    },
    catalogue,
    identity: { technicianId, deviceId, name: '陈', mailbox: 'mailbox-1' } as Credential,
    door: { ...door, ...plainLink } as unknown as OfficeDoor,
    signInNeeded: () => false,
    onRevoked: quiet,
  };
});
afterEach(async () => {
  await catalogue.close();
  await folder.remove();
});

it('photos of an earlier run are sent although the office was reached before their room was open', async () => {
  const store = await openTechnicianStore({ folder: own, now: Date.now, log, changed: quiet });
  await store.receive([pouchRevision(photo as never)]);
  await store.checkpoint.set({ complete: true });
  await store.close();
  const markers = openMarkers(path.join(own, 'evidence', 'pending'));
  await markers.save({ evidenceId: photo._id, orderId });
  // The room takes its time to open: it looks into the order of every marker.
  for (let n = 0; n < 1_500; n += 1) {
    const other = makeId();
    await markers.save({ evidenceId: `workOrder:${other}:evidence:${makeId()}`, orderId: other });
  }
  const desk = await openDesk(parts);
  await until('the office to be asked for the photo', () => held === 1 && desk.unsent() === 0, { withinMs: 5_000 });
  await desk.close();
});

it('a desk that could not be opened leaves no worker behind: the one of the next try is alone', async () => {
  await (await openDesk(parts)).close();
  const evidence = path.join(own, 'evidence');
  rmSync(evidence, { recursive: true });
  writeFileSync(evidence, 'where no folder can be made');
  await expect(openDesk(parts)).rejects.toMatchObject({ code: 'EEXIST' });
  rmSync(evidence);
  const desk = await openDesk(parts);
  await until('the sync', () => desk.desk.sync.state().state === 'synchronised');
  expect(contacts).toBe(1);
  await desk.close();
});

import path from 'node:path';
import { it } from 'vitest';
import type { EvidenceDocument } from '../../domain/documents/evidence.ts';
import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { noReserve } from '../../storage/reserve.ts';
import { pouchRevision } from '../../test/bench/pouch-revision.ts';
import { makeId } from '../../test/builders/device-documents.ts';
import { until } from '../../test/processes/poll.ts';
import { temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { openCatalogue } from './catalogue/catalogue.ts';
import { openDesk } from './desk.ts';
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

it('photos of an earlier run are sent although the office was reached before their room was open', async () => {
  const folder = await temporaryFolder('desk');
  const own = technicianFolder(folder.path, technicianId);
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

  let held = 0;
  const json = (value: unknown) => ok({ status: 200, tookMs: 1, json: value });
  const send: OfficeDoor['send'] = async ({ path: asked, body, signal }) => {
    if (asked.endsWith('station.contact'))
      return json({
        ok: true,
        value: { officeTime: new Date().toISOString(), generation: 'g', technicians: [], people: {} },
      });
    if (asked.includes('_bulk_docs'))
      return json(
        (body as { docs: { _id: string; _rev: string }[] }).docs.map((one) => ({
          id: one._id,
          rev: one._rev,
          ok: true,
        })),
      );
    if (asked.includes('longpoll')) {
      await new Promise<void>((given) => signal?.addEventListener('abort', () => given(), { once: true }));
      return refused(problem('link.offline'));
    }
    return json({ results: [], last_seq: '0', pending: 0 });
  };
  const door = {
    url: 'http://office',
    send,
    call: async () => {
      held += 1;
      return ok({ held: [photo.sha256] });
    },
    reaches: async () => true,
    renew: async () => undefined,
  } as unknown as OfficeDoor;
  const clock = {
    now: Date.now,
    facts: () => ({ at: new Date().toISOString(), uptimeMs: Math.round(performance.now()), bootId: 'b' }),
  };
  const catalogue = await openCatalogue(folder.path, Date.now, log);
  const desk = await openDesk({
    station: {
      dataFolder: folder.path,
      officeUrl: door.url,
      clock,
      makeId,
      log,
      shell: { kind: 'browser', appVersion: '1', label: 'test' },
      settings: () => ({ language: 'en', textSize: 'normal', meteredLink: false }),
      emit: quiet,
      limits: defaultLimits,
      reserve: noReserve,
    },
    catalogue,
    identity: { technicianId, deviceId, name: '陈', mailbox: 'mailbox-1' } as Credential,
    door,
    signInNeeded: () => false,
    onRevoked: quiet,
  });
  await until('the office to be asked for the photo', () => held === 1 && desk.unsent() === 0, {
    withinMs: 5_000,
  });
  await desk.close();
  await catalogue.close();
  await folder.remove();
});

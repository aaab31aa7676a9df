import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFiles } from '../../main/station/evidence/files.ts';
import { openMarkers } from '../../main/station/evidence/uploads/markers.ts';
import { technicianFolder } from '../../main/station/session/account-files.ts';
import { openTechnicianStore } from '../../main/station/store/technician-store.ts';
import { deviceEvidence } from '../builders/device-documents.ts';
import { makePhoto } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField } from './field.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let field: Field;
let station: FieldStation;
let orderId: string;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.accepted(station);
});
afterAll(() => field.close());

describe('a metered link', () => {
  const items = async (kind: 'bytes' | 'thumbnail') => (await station.sync()).items.filter((one) => one.kind === kind);
  /** The photo is known to the queue, and its thumbnail has left it. */
  const thumbnailAlone = () =>
    until(
      'the thumbnail to be sent alone',
      async () => (await items('bytes')).some(({ held }) => held) && (await items('thumbnail')).length === 0,
      { withinMs: 30_000 },
    );
  const add = (seed: number) =>
    station.call('evidence.add', {
      orderId,
      slot: 'dropCable.photos.route',
      source: 'file',
      bytes: makePhoto(seed).bytes.toString('base64'),
    });

  it('takes documents and thumbnails; photos say why they wait, and go when a person says so', async () => {
    await station.call('settings.set', { meteredLink: true });
    await add(31);
    await thumbnailAlone();
    const [waiting] = await items('bytes');
    expect(waiting).toMatchObject({ state: 'waiting', held: 'metered', tries: 0, problem: null });
    const state = await station.sync();
    expect(state).toMatchObject({ state: 'waiting', documents: 0 });
    expect((await officeView(field.dispatcher, orderId)).manifest).toEqual({ total: 1, received: 0 });

    await station.call('sync.sendNow', {});
    await station.synchronised();
    expect((await officeView(field.dispatcher, orderId)).manifest).toEqual({ total: 1, received: 1 });
  });

  it('what is added later waits again, over a restart too, until the setting is off', async () => {
    await add(32);
    await station.stop();
    await station.startAgain();
    await station.signIn('tech1');
    await thumbnailAlone();
    expect(await items('bytes')).toMatchObject([{ held: 'metered' }]);
    await station.call('settings.set', { meteredLink: false });
    await station.synchronised();
  });
});

describe('64 kbit/s upwards with 20 photos of 5 MB in the queue', () => {
  it('a change of the field is at the office within 30 s (R-10), and the upload goes on', async () => {
    await station.stop();
    await queuePhotos(20, 5 * 1024 * 1024);
    station.link.throttle(8_000);
    await station.startAgain();
    await station.signIn('tech1');
    const sent = async (): Promise<number> =>
      (await station.sync()).items.reduce((sum, one) => sum + (one.kind === 'bytes' ? (one.sentBytes ?? 0) : 0), 0);
    const before = await until('an upload under way', async () => (await sent()) || null, { withinMs: 120_000 });
    await station.call('workOrder.note', { orderId, text: '慢链路上的变更' });
    await until(
      'the change at the office',
      async () =>
        (await officeView(field.dispatcher, orderId)).fold.notes.some(({ text }) => text === '慢链路上的变更'),
      { withinMs: 30_000, everyMs: 200 },
    );
    await until('more of the photo to arrive', async () => (await sent()) > before || null, { withinMs: 60_000 });
    station.link.throttle(null);
  });
});

/** As if they had been taken while the station was away from every link. */
async function queuePhotos(count: number, bytes: number): Promise<void> {
  const technicianId = field.technicians.tech1 ?? '';
  const folder = technicianFolder(station.data, technicianId);
  const store = await openTechnicianStore({ folder, now: Date.now, log: silent, changed: () => undefined });
  const files = openFiles(path.join(folder, 'evidence'));
  const markers = openMarkers(path.join(folder, 'evidence', 'pending'));
  const own = (await store.orderDocuments(orderId)).find((one) => one.type === 'evidence');
  const hand = { createdBy: technicianId, deviceId: own?.deviceId ?? '' };
  for (let n = 0; n < count; n += 1) {
    const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(bytes - 4)]);
    const sha256 = createHash('sha256').update(photo).digest('hex');
    await files.keep(sha256, photo);
    const { _rev: _, ...document } = deviceEvidence(hand, orderId);
    await markers.save({ evidenceId: document._id, orderId });
    await store.append([{ ...document, sha256, bytes: photo.length } as never]);
  }
  await store.close();
}

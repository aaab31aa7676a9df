import { rename } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EvidenceDocument, evidenceId } from '../../domain/documents/evidence.ts';
import { hashOf, openFiles } from '../../main/station/evidence/files.ts';
import { openMarkers } from '../../main/station/evidence/uploads/markers.ts';
import { openTechnicianStore } from '../../main/station/store/technician-store.ts';
import { requiredSlots } from '../builders/answers.ts';
import { makeId } from '../builders/device-documents.ts';
import { http } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, openField } from './field.ts';

/** `npm run test:long` takes two hundred. */
const count = process.env.LINEWORK_LONG ? 200 : 60;
let field: Field;
let station: FieldStation;
let orderId: string;
let hashes: readonly string[];
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const technician = (): string => path.join(station.data, 'technicians', field.technicians.tech1 ?? '');
const fileOf = (sha256: string): string => path.join(technician(), 'evidence', sha256.slice(0, 2), sha256);
const arrival = async () => (await field.dispatcher.call('workOrder.open', { orderId })).arrival;

/** A picture of its own for each number, of a few KB: what is asked is how many there are. */
function picture(n: number): Buffer {
  const canvas = createCanvas(64, 64);
  const pen = canvas.getContext('2d');
  for (let at = 0; at < 64; at += 1) {
    pen.fillStyle = `hsl(${(n * 13 + at * 7) % 360} 60% ${20 + ((n * at) % 60)}%)`;
    pen.fillRect((at * n) % 60, at, 64, 1);
  }
  return canvas.toBuffer('image/jpeg', 90);
}

/** As `evidence.add` leaves them: bytes, marker, document; two hundred presses of a camera would take minutes. */
async function take(deviceId: string): Promise<readonly string[]> {
  const store = await openTechnicianStore({ folder: technician(), now: Date.now, log, changed: quiet });
  const files = openFiles(path.join(technician(), 'evidence'));
  const markers = openMarkers(path.join(technician(), 'evidence', 'pending'));
  const documents: EvidenceDocument[] = [];
  for (let n = 1; n <= count; n += 1) {
    const bytes = picture(n);
    const document: EvidenceDocument = {
      _id: evidenceId(orderId, makeId()),
      type: 'evidence',
      schemaVersion: 1,
      createdBy: field.technicians.tech1 ?? '',
      orderId,
      deviceId,
      slot: requiredSlots()[0] ?? '',
      sha256: hashOf(bytes),
      bytes: bytes.length,
      mediaType: 'image/jpeg',
      takenAt: new Date().toISOString(),
      source: 'live',
    };
    await files.keep(document.sha256, bytes);
    await markers.save({ evidenceId: document._id, orderId });
    documents.push(document);
  }
  await store.append(documents);
  await store.close();
  return documents.map(({ sha256 }) => sha256);
}

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await station.call('workOrder.accept', { orderId });
  await station.synchronised();
  const { deviceId } = await station.call('session.state', {});
  await station.stop();
  hashes = await take(deviceId ?? '');
  expect(new Set(hashes).size).toBe(count);
  // One of them does not go: its bytes are not to be had for the moment.
  await rename(fileOf(hashes[0] ?? ''), `${fileOf(hashes[0] ?? '')}.away`);
  station.link.cutEvery(500 * count);
  await station.startAgain();
}, 60_000);
afterAll(() => field.close());

it(`${count} photos on one order over a lossy link, cut half-way: what is left is said, never success (R-01, R-11)`, async () => {
  await until('half of them', async () => (await station.sync()).files <= count / 2, { withinMs: 90_000 });
  station.link.set('cut');
  const cut = await station.call('sync.now', {});
  expect(cut.state).not.toBe('synchronised');
  expect(cut.files).toBeGreaterThan(0);
  const { received, state } = await arrival();
  expect(state).toBe('arriving');
  // The office may have more than the device has heard of, never less.
  expect(received).toBeGreaterThanOrEqual(count - cut.files);
  station.link.set('open');
});

it(`one of them was dropped: ${count - 1} of ${count} on both sides until it has arrived, and it alone goes again (R-03, R-05, R-06)`, async () => {
  await until(
    'all but one',
    async () => {
      const { files, refused } = await station.call('sync.now', {});
      return files === 1 && refused === 1;
    },
    { withinMs: 90_000 },
  );
  expect((await station.sync()).state).toBe('refused');
  const before = await until('all but one at the office', async () => {
    const now = await arrival();
    return now.received === count - 1 && now;
  });
  expect(before).toMatchObject({ state: 'arriving', total: count });

  station.link.cutEvery(null);
  const { up } = station.link.carried();
  const [dropped = ''] = hashes;
  await rename(`${fileOf(dropped)}.away`, fileOf(dropped));
  await station.call('sync.retry', {});
  await station.synchronised();
  expect(await arrival()).toEqual({ state: 'complete', received: count, total: count, records: 0 });
  expect(station.link.carried().up - up).toBeLessThan(40_000);
  const { token } = field.dispatcher.session;
  // Six at a time, as a browser asks; the office refuses one account more than 64 connections at once.
  const found: string[] = [];
  for (let at = 0; at < count; at += 6) {
    const asked = hashes.slice(at, at + 6).map(async (sha256) => {
      const address = `${field.office.url}/evidence/file/${sha256}?order=${orderId}`;
      return hashOf((await http(address, { headers: { authorization: `Bearer ${token}` } })).body);
    });
    found.push(...(await Promise.all(asked)));
  }
  expect(found).toEqual(hashes);
});

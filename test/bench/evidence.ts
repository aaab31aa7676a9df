import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openFiles } from '../../main/station/evidence/files.ts';
import { openMarkers } from '../../main/station/evidence/uploads/markers.ts';
import { technicianFolder } from '../../main/station/session/account-files.ts';
import { openTechnicianStore } from '../../main/station/store/technician-store.ts';
import { deviceEvidence } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { type BreakingLink, type LinkCounts, type LinkShape, openBreakingLink } from './breaking-link.ts';
import { pouchAttachments } from './pouch-attachments.ts';
import { type Report, say } from './report-figure.ts';

const photoBytes = 300 * 1024;
const megabit = 1_000_000 / 8;

export type Arrival = LinkCounts & { readonly seconds: number; readonly arrived: number };

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Photos over links that break: the station as it runs, beside PouchDB's attachments over the same link. */
export async function evidence(report: Report): Promise<void> {
  const cuts = [
    ['200k', 200],
    ['1m', 1024],
    ['5m', 5 * 1024],
  ] as const;
  for (const [label, kilobytes] of cuts) {
    say(`evidence: cut every ${label}`);
    const shape = { cutEvery: kilobytes * 1024 };
    const payload = 60 * photoBytes;
    const ours = await ofStation(60, photoBytes, shape, 90_000);
    const pouch = await pouchAttachments(60, photoBytes, shape, 30_000);
    report({
      name: `evidence.cut${label}.overhead`,
      value: ours.sent / payload,
      unit: '× payload',
      baseline: pouch.sent / payload,
      n: 60,
      arrived: ours.arrived,
      seconds: rounded(ours.seconds),
      cuts: ours.cuts,
      twicePercent: rounded((100 * ours.twice) / payload),
      baselineArrived: pouch.arrived,
      baselineSeconds: rounded(pouch.seconds),
    });
  }
  await slow(report);
  await documentsFirst(report);
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** 12 photos at 1 Mbit/s and 300 ms, cut every 300 KB: the time beside the pure time of the bytes. */
async function slow(report: Report): Promise<void> {
  say('evidence: 1 Mbit/s, 300 ms, cut every 300 KB');
  const shape = { cutEvery: 300 * 1024, bytesPerSecond: megabit, roundTripMs: 300 };
  const payload = 12 * photoBytes;
  const ours = await ofStation(12, photoBytes, shape, 180_000);
  const pouch = await pouchAttachments(12, photoBytes, shape, 90_000);
  report({
    name: 'evidence.slow12.seconds',
    value: ours.seconds,
    unit: 's',
    baseline: pouch.seconds,
    n: 12,
    arrived: ours.arrived,
    baselineArrived: pouch.arrived,
    pureTransferSeconds: rounded(payload / megabit),
    overhead: rounded(ours.sent / payload),
    twicePercent: rounded((100 * ours.twice) / payload),
    cuts: ours.cuts,
  });
}

/** 20 photos of 5 MB are on their way at 64 kbit/s; how long a change takes to the office meanwhile (R-10: below 30 s). */
async function documentsFirst(report: Report): Promise<void> {
  say('evidence: a change while 20 photos of 5 MB go out at 64 kbit/s');
  await withQueue(20, 5 * 1024 * 1024, async ({ station, link, dispatcher, orderId }) => {
    link.shape({ bytesPerSecond: 8_000, roundTripMs: 300 });
    await station.startAgain();
    await station.signIn('tech1');
    const uploading = (): Promise<true | null> =>
      station
        .call('sync.state', {})
        .then(({ items }) => (items.some((one) => one.kind === 'bytes' && (one.sentBytes ?? 0) > 0) ? true : null));
    await until('an upload under way', uploading, { withinMs: 120_000 });
    const seconds: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const text = `第 ${n} 次`;
      const started = performance.now();
      await station.call('workOrder.note', { orderId, text });
      await until(
        'the change at the office',
        async () =>
          (await dispatcher.call('workOrder.open', { orderId })).view.fold.notes.some((one) => one.text === text),
        { withinMs: 120_000, everyMs: 50 },
      );
      seconds.push((performance.now() - started) / 1000);
    }
    report({
      name: 'evidence.r10.seconds',
      value: Math.max(...seconds),
      unit: 's',
      n: seconds.length,
      least: rounded(Math.min(...seconds)),
    });
  });
}

async function ofStation(count: number, bytes: number, shape: LinkShape, withinMs: number): Promise<Arrival> {
  return withQueue(count, bytes, async ({ station, link, dispatcher, orderId }) => {
    link.shape(shape);
    const started = performance.now();
    await station.startAgain();
    await station.signIn('tech1');
    const received = async (): Promise<number> =>
      (await dispatcher.call('workOrder.open', { orderId })).view.manifest.received;
    await until('every photo', async () => ((await received()) === count ? true : null), {
      withinMs,
      everyMs: 100,
    }).catch((error: unknown) => say(String(error)));
    return { seconds: (performance.now() - started) / 1000, arrived: await received(), ...link.counts() };
  });
}

type Queue = {
  readonly station: StationProcess;
  readonly link: BreakingLink;
  readonly dispatcher: OfficeClient;
  readonly orderId: string;
};

/** A station that is stopped, with photos of random bytes that the office has not heard of. */
async function withQueue<T>(count: number, bytes: number, act: (queue: Queue) => Promise<T>): Promise<T> {
  const home = await temporaryFolder('bench-evidence');
  const office = await startOffice({ data: join(home.path, 'office') });
  const link = await openBreakingLink(office.url);
  const station = await startStation({ data: join(home.path, 'station'), officeUrl: link.url });
  try {
    const dispatcher = await office.signIn('disp1');
    await station.signIn('tech1');
    const { technician, deviceId } = await station.call('session.state', {});
    const technicianId = technician?.technicianId ?? '';
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await dispatcher.call('workOrder.assign', { orderId, technicianId });
    await until('the order', () => station.call('workOrder.open', { orderId }), { withinMs: 30_000 });
    await station.call('workOrder.accept', { orderId });
    await station.call('workOrder.start', { orderId });
    await station.stop();
    const hand = { createdBy: technicianId, deviceId: deviceId ?? '' };
    await fill(technicianFolder(join(home.path, 'station'), technicianId), hand, orderId, count, bytes);
    return await act({ station, link, dispatcher, orderId });
  } finally {
    await station.kill();
    await office.kill();
    await link.close();
    await home.remove();
  }
}

async function fill(
  folder: string,
  hand: { readonly createdBy: string; readonly deviceId: string },
  orderId: string,
  count: number,
  bytes: number,
): Promise<void> {
  const store = await openTechnicianStore({ folder, now: Date.now, log: quiet, changed: () => undefined });
  const files = openFiles(join(folder, 'evidence'));
  const markers = openMarkers(join(folder, 'evidence', 'pending'));
  for (let n = 0; n < count; n += 1) {
    const photo = randomPhoto(bytes);
    const sha256 = createHash('sha256').update(photo).digest('hex');
    await files.keep(sha256, photo);
    const { _rev: _, ...document } = deviceEvidence(hand, orderId);
    await markers.save({ evidenceId: document._id, orderId });
    await store.append([{ ...document, sha256, bytes: photo.length } as never]);
  }
  await store.close();
}

/** Begins as a JPEG does: the office looks. */
export function randomPhoto(bytes: number): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(bytes - 4)]);
}

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { officeEvidencePath } from '../../bridge/office.ts';
import { newOrder } from '../builders/new-order.ts';
import { makePhoto } from '../builders/photo.ts';
import { sha256 } from '../durability/compare.ts';
import { seeded } from '../durability/seeded.ts';
import { startOffice } from '../processes/office.ts';
import { timed, until } from '../processes/poll.ts';
import { startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { officeView } from '../sync/field.ts';
import { openFaultLink } from './link.ts';

/** How long the link says nothing; the long run takes 60 (`LINEWORK_SILENCE=60`); it must be longer than what is noticed within. */
const silenceSeconds = Number(process.env.LINEWORK_SILENCE ?? 18);
const noticedWithinMs = 15_000;
const arrivesWithinMs = 3_000;

/** An office, a station behind a link of its own, and one started order between them. */
async function openSite(name: string) {
  const folder = await temporaryFolder(name);
  await mkdir(folder.path, { recursive: true });
  const office = await startOffice({ data: path.join(folder.path, 'office') });
  const dispatcher = await office.signIn('disp1');
  const link = await openFaultLink(office.url, seeded(1));
  const station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: link.url });
  await station.signIn('tech1');
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  const { technicians } = await dispatcher.call('people.list', {});
  const technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
  await dispatcher.call('workOrder.assign', { orderId, technicianId });
  await until('the order on the station', () => station.call('workOrder.open', { orderId }));
  await station.call('workOrder.accept', { orderId });
  await station.call('workOrder.start', { orderId });
  const state = () => station.call('sync.state', {});
  return {
    dispatcher,
    link,
    station,
    orderId,
    state,
    note: (text: string) => station.call('workOrder.note', { orderId, text }),
    isHere: async (text: string): Promise<boolean> =>
      (await station.call('workOrder.open', { orderId })).view.fold.notes.some((one) => one.text === text),
    isAtOffice: async (text: string): Promise<boolean> =>
      (await officeView(dispatcher, orderId)).fold.notes.some((one) => one.text === text),
    /** Not pushed by a person: it has to get there alone. */
    synchronised: (withinMs: number) =>
      until(
        'the station to be synchronised',
        async () => {
          const now = await state();
          return now.state === 'synchronised' ? now : Promise.reject(new Error(JSON.stringify(now).slice(0, 700)));
        },
        { withinMs, everyMs: 50 },
      ),
    [Symbol.asyncDispose]: async () => {
      await station.stop();
      await office.stop();
      await link.close();
      await folder.remove();
    },
  };
}
type Site = Awaited<ReturnType<typeof openSite>>;

/** Silent until the time is over; answers after how many ms the station said so. */
async function silence(
  { link, state }: Site,
  mode: 'silent' | 'held',
  meanwhile: () => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  link.set(mode);
  await meanwhile();
  await until(
    'the station to say so',
    async () => {
      const now = await state();
      expect(now.state).not.toBe('synchronised');
      return now.link === 'silent' || now.link === 'offline';
    },
    { withinMs: noticedWithinMs, everyMs: 100 },
  );
  const noticed = performance.now() - began;
  expect(noticed).toBeLessThan(noticedWithinMs);
  await pause(Math.max(0, silenceSeconds * 1000 - noticed));
  return Math.round(noticed);
}

async function duringLiveSync(site: Site, mode: 'silent' | 'held'): Promise<void> {
  const { dispatcher, link, station, orderId, state, note, isHere, isAtOffice, synchronised } = site;
  await synchronised(30_000);
  const [fromField, fromOffice] = [`现场 ${mode}`, `调度 ${mode}`];
  const noticed = await silence(site, mode, async () => {
    await dispatcher.call('workOrder.note', { orderId, text: fromOffice });
    await note(fromField);
  });
  const saved = await timed(() => note(`第二条 ${mode}`));
  expect(saved.ms).toBeLessThan(2_000);
  expect(await isHere(fromField)).toBe(true);
  expect(await isAtOffice(fromField)).toBe(false);
  expect((await state()).documents).toBeGreaterThanOrEqual(2);
  const { ms } = await timed(async () => {
    link.set('open');
    await until(
      'both ways',
      async () =>
        (await isAtOffice(fromField)) &&
        (await isAtOffice(`第二条 ${mode}`)) &&
        (await isHere(fromOffice)) &&
        (await state()).documents === 0,
      { withinMs: 30_000, everyMs: 50 },
    );
  });
  process.stdout.write(
    `silence ${silenceSeconds} s (${mode}), live: said after ${noticed} ms, all arrived ${ms} ms after it\n`,
  );
  expect(ms).toBeLessThanOrEqual(arrivesWithinMs);
  const { view } = await station.call('workOrder.open', { orderId });
  expect(view.fold.notes.filter(({ text }) => text === fromField)).toHaveLength(1);
}

async function duringAnUpload(site: Site, mode: 'silent' | 'held'): Promise<void> {
  const { dispatcher, link, station, orderId, state, note, isAtOffice, synchronised } = site;
  await synchronised(60_000);
  const photo = makePhoto(mode === 'silent' ? 31 : 32);
  link.weather({ bytesPerSecond: 120_000 });
  const added = await station.call('evidence.add', {
    orderId,
    slot: 'dropCable.photos.route',
    source: 'file',
    bytes: photo.bytes.toString('base64'),
  });
  const before = await until(
    'part of it at the office',
    async () => {
      const { items } = await state();
      return items.find((one) => one.kind === 'bytes' && (one.sentBytes ?? 0) > 100_000);
    },
    { withinMs: 60_000, everyMs: 20 },
  );
  const offset = before.sentBytes ?? 0;
  const total = before.totalBytes ?? 0;
  const noticed = await silence(site, mode, () => note(`上传中 ${mode}`));
  link.weather({ bytesPerSecond: null });
  const sentBefore = link.sent();
  const { ms } = await timed(async () => {
    link.set('open');
    await until('the note at the office', () => isAtOffice(`上传中 ${mode}`), { withinMs: 30_000, everyMs: 50 });
  });
  const uploaded = await timed(() => synchronised(90_000));
  const sent = link.sent() - sentBefore;
  process.stdout.write(
    `silence ${silenceSeconds} s (${mode}), upload at ${offset} of ${total}: said after ${noticed} ms, note ${ms} ms, picture ${ms + uploaded.ms} ms after it, ${sent} bytes sent\n`,
  );
  expect(ms).toBeLessThanOrEqual(arrivesWithinMs);
  // Not only when its own request is given up, after 20 s.
  expect(uploaded.ms).toBeLessThan(10_000);
  // From its offset: what the office had answered for is not sent again; the rest is documents and heads of requests.
  expect(sent).toBeLessThan(total - offset + 60_000);
  const file = await dispatcher.get(officeEvidencePath(orderId, added.sha256));
  expect(sha256(file.body)).toBe(added.sha256);
}

// `silent`: a router that forgot the connections; they stay deaf after it. `held`: what was sent into it is delivered afterwards.
// Side by side: most of their time is silence.
it.concurrent.each(['silent', 'held'] as const)(
  `a link %s for ${silenceSeconds} s, its sockets open: said within 15 s, work goes on, documents within 3 s after it, a picture from its offset`,
  async (mode) => {
    await using site = await openSite(mode);
    await duringLiveSync(site, mode);
    await duringAnUpload(site, mode);
  },
  420_000,
);

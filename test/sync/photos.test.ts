import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officeEvidencePath } from '../../bridge/office.ts';
import { evidencePath } from '../../bridge/station.ts';
import type { EventDocument } from '../../domain/documents/event.ts';
import { hugePng } from '../builders/huge-picture.ts';
import { makePhoto } from '../builders/photo.ts';
import { http, type OfficeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { stationToken } from '../processes/station.ts';
import { type Field, type FieldStation, officeView, openField } from './field.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const slot = 'dropCable.photos.start';

let field: Field;
let station: FieldStation;
let orderId: string;

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.assigned(station);
});
afterAll(() => field.close());

const add = (seed: number, more: Partial<Parameters<typeof station.call<'evidence.add'>>[1]> = {}) =>
  station.call('evidence.add', {
    orderId,
    slot: 'dropCable.photos.route',
    source: 'file',
    bytes: makePhoto(seed).bytes.toString('base64'),
    ...more,
  });

const isAbout = (event: EventDocument, evidenceId: string): boolean =>
  event.kind === 'evidenceWithdrawn' && event.payload.evidenceId === evidenceId;

const held = async (office: OfficeClient, hash: string): Promise<Buffer> =>
  (await office.get(officeEvidencePath(orderId, hash))).body;

it('a photo taken offline is whole on the device, and its bytes are the office’s after the link is back', async () => {
  station.link.set('cut');
  const photo = makePhoto(11);
  const added = await add(11);
  const document = (await station.view(orderId)).evidence.find(({ id }) => id === added.evidenceId)?.document;
  expect(document).toMatchObject({
    source: 'file',
    originalSha256: photo.sha256,
    cameraLabel: 'Linework Test Phone 12',
    takenAt: '2026-03-02T01:31:11.000Z',
  });
  expect(JSON.stringify(document).length).toBeLessThan(1500);
  const read = async (variant: 'thumbnail' | 'view' | 'original'): Promise<Buffer> =>
    (
      await http(`${station.url}${evidencePath(added.evidenceId, variant)}`, {
        headers: { authorization: `Bearer ${stationToken}` },
      })
    ).body;
  expect(sha256(await read('original'))).toBe(photo.sha256);
  expect(sha256(await read('view'))).toBe(added.sha256);
  expect(sha256(await read('thumbnail'))).toBe(document?.thumbnailSha256);
  const waiting = await station.sync();
  expect(waiting.files).toBe(2);
  expect(waiting.state).not.toBe('synchronised');

  station.link.set('open');
  await station.synchronised();
  expect((await officeView(field.dispatcher, orderId)).manifest).toEqual({ total: 1, received: 1 });
  expect(sha256(await held(field.dispatcher, added.sha256))).toBe(added.sha256);
});

it('ten blind retries and a triple click make one photo (R-08)', async () => {
  const before = (await station.view(orderId)).evidence.length;
  const answers = await Promise.all([1, 2, 3].map(() => add(12, { requestKey: 'press-12' })));
  for (let i = 0; i < 7; i += 1) answers.push(await add(12, { requestKey: 'press-12' }));
  expect(new Set(answers.map(({ evidenceId }) => evidenceId)).size).toBe(1);
  expect((await station.view(orderId)).evidence.length).toBe(before + 1);
});

it('the same file in two slots is stored once and referenced twice (R-09)', async () => {
  const bytes = makePhoto(13).bytes.toString('base64');
  const [first, second] = [
    await add(13, { bytes, slot: 'dropCable.photos.entry' }),
    await add(13, { bytes, slot: 'dropCable.photos.outlet' }),
  ];
  expect(first.sha256).toBe(second.sha256);
  expect(first.evidenceId).not.toBe(second.evidenceId);
  await station.synchronised();
  const { manifest } = await officeView(field.dispatcher, orderId);
  expect(manifest.received).toBe(manifest.total);
});

it('slots are judged: unknown, full, live only, no picture', async () => {
  const bytes = makePhoto(14).bytes.toString('base64');
  const refusal = async (more: object): Promise<string> => {
    const answer = await station.ask('evidence.add', { orderId, slot, source: 'file', bytes, ...more });
    return answer.ok ? 'added' : answer.problem.code;
  };
  expect(await refusal({ slot: 'dropCable.photos.nowhere' })).toBe('evidence.slotUnknown');
  expect(await refusal({ slot: 'preparation.kit.kit' })).toBe('evidence.fileNotAllowed');
  expect(await refusal({ bytes: Buffer.from('GIF89a, and no picture').toString('base64') })).toBe(
    'evidence.formatNotTaken',
  );
  expect(await refusal({ bytes: '*not base64*' })).toBe('evidence.notAPicture');
  const half = makePhoto(14).bytes.subarray(0, 900_000).toString('base64');
  expect(await refusal({ bytes: half })).toBe('evidence.incomplete');
  expect(await refusal({ bytes: hugePng(20_000, 20_000).toString('base64') })).toBe('evidence.tooManyPixels');
  for (let i = 0; i < 3; i += 1) expect(await refusal({ requestKey: `fill-${i}` })).toBe('added');
  expect(await refusal({})).toBe('evidence.slotFull');
});

it('a retake replaces in one write, also where the slot is full', async () => {
  const old = (await station.view(orderId)).evidence.find((item) => item.slot === slot);
  const added = await add(15, { slot, replaces: { evidenceId: old?.id ?? '', reasonCode: 'blurred' } });
  const { evidence } = await station.view(orderId);
  expect(evidence.find(({ id }) => id === old?.id)?.withdrawn).toMatchObject({
    reasonCode: 'blurred',
    replacedBy: added.evidenceId,
  });
  expect(evidence.filter((item) => item.slot === slot && item.withdrawn === null)).toHaveLength(3);
});

it('of two retakes of one photo at once, one replaces it and the other is told that it is gone', async () => {
  const old = (await station.view(orderId)).evidence.find((item) => item.slot === slot && item.withdrawn === null);
  const replaces = { evidenceId: old?.id ?? '', reasonCode: 'blurred' };
  const retake = (seed: number) => {
    const bytes = makePhoto(seed).bytes.toString('base64');
    return station.ask('evidence.add', {
      orderId,
      slot,
      source: 'file',
      bytes,
      replaces,
      requestKey: `retake-${seed}`,
    });
  };
  const answers = await Promise.all([16, 17].map(retake));
  expect(answers.map((one) => (one.ok ? 'added' : one.problem.code)).sort()).toEqual(['added', 'evidence.unknown']);
  const { evidence } = await station.view(orderId);
  expect(evidence.filter((item) => item.slot === slot && item.withdrawn === null)).toHaveLength(3);
});

it('of two withdrawals of one photo at once, one is written', async () => {
  const { evidenceId } = await add(18);
  const withdraw = (requestKey: string) =>
    station.ask('evidence.withdraw', { orderId, evidenceId, reasonCode: 'blurred', note: '', requestKey });
  const answers = await Promise.all(['once', 'again', 'once'].map(withdraw));
  expect(answers.map((one) => (one.ok ? 'withdrawn' : one.problem.code)).sort()).toEqual([
    'evidence.unknown',
    'withdrawn',
    'withdrawn',
  ]);
  expect((await station.view(orderId)).fold.history.filter(({ event }) => isAbout(event, evidenceId))).toHaveLength(1);
});

it('uploads go on through a link that breaks every 200 KB, and through a kill of the station and of the office', async () => {
  await station.synchronised();
  station.link.cutEvery(200_000);
  const added = await Promise.all([21, 22, 23].map((seed) => add(seed, { requestKey: `photo-${seed}` })));
  await until(
    'an upload under way',
    async () => {
      const { items } = await station.sync();
      return items.find((item) => item.kind === 'bytes' && (item.sentBytes ?? 0) > 0);
    },
    { withinMs: 60_000 },
  );
  await station.kill();
  await station.startAgain();
  await station.signIn('tech1');
  // Its uploads begin again at once; the office goes away under them.
  await field.office.kill();
  await field.office.startAgain();
  await station.synchronised(120_000);
  station.link.cutEvery(null);
  const office = await field.office.signIn('disp1');
  for (const { sha256: hash } of added) expect(sha256(await held(office, hash))).toBe(hash);
  const { items, state } = await station.sync();
  expect(items, JSON.stringify({ items, state })).toEqual([]);
});

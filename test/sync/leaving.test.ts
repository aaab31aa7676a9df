import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidencePath } from '../../bridge/station.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import { http } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { stationToken } from '../processes/station.ts';
import { type Field, type FieldStation, openField, sameEverywhere } from './field.ts';

let field: Field;
let station: FieldStation;
let orderId: string;
let photo: { readonly evidenceId: string; readonly sha256: string; readonly bytes: number };

/** Seconds instead of days and weeks: the rules are the same (ADR 0013). */
const limits = {
  keepOriginalFor: 0,
  keepCopyFor: 0,
  keepOrderFor: 1_500,
  rotateAtOrders: 1,
  rotateAtShare: 0,
  firstSweepAfter: 500,
  sweepEvery: 500,
};

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  await station.stop();
  writeFileSync(path.join(station.data, 'limits.json'), JSON.stringify(limits));
  await station.startAgain();
  orderId = await field.assigned(station);
});
afterAll(() => field.close());

const technician = (): string => {
  const technicians = path.join(station.data, 'technicians');
  return path.join(technicians, readdirSync(technicians)[0] ?? '');
};
const fileOf = (sha256: string): string => path.join(technician(), 'evidence', sha256.slice(0, 2), sha256);

it('a photo leaves the device once the office has receipted it, and is fetched when somebody looks', async () => {
  await station.call('workOrder.accept', { orderId });
  const { definition } = await station.open(orderId);
  const slots = definition.stages.flatMap((stage) =>
    stage.steps.flatMap((step) =>
      step.photos.map(({ key, allowFile }) => ({ name: `${stage.key}.${step.key}.${key}`, allowFile })),
    ),
  );
  const name = slots.find(({ allowFile }) => allowFile)?.name ?? '';
  const bytes = makeSmallPhoto(3).bytes.toString('base64');
  photo = await station.call('evidence.add', { orderId, slot: name, bytes, source: 'file' });
  expect(existsSync(fileOf(photo.sha256))).toBe(true);
  await station.synchronised();
  await until('the copy to leave', () => !existsSync(fileOf(photo.sha256)) || null, { withinMs: 20_000 });
  await until('to be told', async () => (await station.call('device.health', {})).cleared?.files === 1 || null, {
    withinMs: 10_000,
  });
  const looked = await http(`${station.url}${evidencePath(photo.evidenceId, 'view')}`, {
    headers: { authorization: `Bearer ${stationToken}` },
  });
  expect(looked.status).toBe(200);
  expect(looked.body.length).toBe(photo.bytes);
  // The original was never sent: no receipt for its own bytes, so it stays.
  const [taken] = (await station.view(orderId)).evidence;
  expect(existsSync(fileOf(taken?.document.originalSha256 ?? ''))).toBe(true);
});

it('an order that was handed over leaves in a fresh store, and comes back whole when it is assigned again', async () => {
  const plain = await field.assigned(station);
  await field.assign(plain, 'tech2');
  await until(
    'the order to leave',
    async () => {
      const answer = await station.ask('workOrder.open', { orderId: plain });
      return (!answer.ok && answer.problem.code === 'order.unknown') || null;
    },
    { withinMs: 30_000 },
  );
  expect(readdirSync(technician()).filter((name) => name.startsWith('store'))).toEqual(['store-2']);
  await until('to be told', async () => (await station.call('device.health', {})).cleared?.orders === 1 || null, {
    withinMs: 10_000,
  });
  await station.kill();
  await station.startAgain();
  await station.has(orderId);
  await station.synchronised();
  expect((await station.ask('workOrder.open', { orderId: plain })).ok).toBe(false);

  await field.assign(plain, 'tech1');
  await station.has(plain);
  await station.synchronised();
  const view = await sameEverywhere(plain, field.dispatcher, [station]);
  expect(view.fold.assignment?.technicianId).toBe(field.technicians.tech1);
  await sameEverywhere(orderId, field.dispatcher, [station]);
});

it('an order with photos leaves too; an original that was never sent stays behind and is told of (R-04)', async () => {
  const [taken] = (await station.view(orderId)).evidence;
  const original = taken?.document.originalSha256 ?? '';
  await field.assign(orderId, 'tech2');
  await until(
    'the order to leave',
    async () => {
      const answer = await station.ask('workOrder.open', { orderId });
      return (!answer.ok && answer.problem.code === 'order.unknown') || null;
    },
    { withinMs: 30_000 },
  );
  await until('the thumbnail to leave', () => !existsSync(fileOf(taken?.document.thumbnailSha256 ?? '')) || null);
  expect(existsSync(fileOf(original))).toBe(true);
  const { originals } = await until('the original to be told of', async () => {
    const health = await station.call('device.health', {});
    return health.originals?.files === 1 && health;
  });
  expect(originals?.bytes).toBe(makeSmallPhoto(3).bytes.length);
});

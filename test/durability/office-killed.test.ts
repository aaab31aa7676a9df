import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newOrder } from '../builders/new-order.ts';
import { Refused } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField, sameEverywhere } from '../sync/field.ts';
import { sha256 } from './compare.ts';
import { seeded } from './seeded.ts';
import { smallPhoto } from './small-photo.ts';

const seed = Number(process.env.LINEWORK_SEED ?? Date.now() % 1_000_000);
const kills = process.env.LINEWORK_LONG ? 8 : 4;

/** One thing asked of the office; `answer` null: it died first. */
type Asked = { readonly send: () => Promise<string>; answer: string | null };

let field: Field;
let station: FieldStation;
let worked: string;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  worked = await field.create();
  await field.assign(worked, 'tech1');
  await station.has(worked);
  await station.call('workOrder.accept', { orderId: worked });
  await station.call('workOrder.start', { orderId: worked });
});
afterAll(() => field.close());

async function askUntilGone(made: Asked[], send: () => () => Promise<string>): Promise<void> {
  for (;;) {
    const asked: Asked = { send: send(), answer: null };
    made.push(asked);
    try {
      asked.answer = await asked.send();
    } catch (error) {
      if (error instanceof Refused) throw error;
      return;
    }
  }
}

const creating = () => {
  const order = newOrder({ requestKey: randomUUID() });
  return async () => (await field.dispatcher.call('workOrder.create', order)).orderId;
};
const assigning = (orderIds: readonly string[], technicianId: string) => {
  let next = 0;
  return () => {
    const given = { orderId: orderIds[next++ % orderIds.length] ?? '', technicianId, requestKey: randomUUID() };
    return async () => (await field.dispatcher.call('workOrder.assign', given)).eventId;
  };
};
const noting = () => {
  const note = { orderId: worked, text: `派单员备注 ${randomUUID()}`, requestKey: randomUUID() };
  return async () => (await field.dispatcher.call('workOrder.note', note)).eventId;
};

it(`the office killed with -9 ${kills} times while it takes in, seed ${seed}: what it answered is there, once`, async () => {
  const random = seeded(seed);
  const created: Asked[] = [];
  const moved: Asked[] = [];
  const written: string[] = [];
  const photos: string[] = [];
  const before = (await field.dispatcher.call('orders.list', {})).total;

  for (let kill = 0; kill < kills; kill += 1) {
    const known = created.flatMap(({ answer }) => answer ?? []);
    const technicianId = field.technicians[kill % 2 === 0 ? 'tech1' : 'tech2'] ?? '';
    const asking = Promise.all([
      askUntilGone(created, creating),
      askUntilGone(moved, noting),
      ...(known.length > 0 ? [askUntilGone(moved, assigning(known, technicianId))] : []),
    ]);
    asking.catch(() => undefined);
    // Meanwhile a station sends what its technician writes and takes.
    const slot = 'dropCable.photos.route';
    const bytes = smallPhoto(seed + kill).bytes.toString('base64');
    if (photos.length < 6)
      photos.push((await station.call('evidence.add', { orderId: worked, slot, source: 'file', bytes })).sha256);
    for (let n = 0; n < 5; n += 1)
      written.push((await station.call('workOrder.note', { orderId: worked, text: `现场 ${kill}-${n}` })).eventId);
    await pause(random.between(0, 700));
    await field.office.kill();
    await asking;
    await field.office.startAgain();
    // A caller that heard nothing asks again with the same key.
    for (const asked of [...created, ...moved]) asked.answer ??= await asked.send();
  }
  await station.synchronised(60_000);

  const orderIds = created.map(({ answer }) => answer ?? '');
  expect(orderIds.length).toBeGreaterThan(kills);
  expect(new Set(orderIds).size).toBe(orderIds.length);
  const { orders, total } = await field.dispatcher.call('orders.list', { limit: 500 });
  expect(total).toBe(before + orderIds.length);
  expect(orders.map(({ orderId }) => orderId)).toEqual(expect.arrayContaining(orderIds));
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);

  const views = await Promise.all([worked, ...orderIds].map((orderId) => officeView(field.dispatcher, orderId)));
  const events = views.flatMap(({ fold }) => fold.history.map(({ event }) => event._id));
  expect(new Set(events).size).toBe(events.length);
  const answered = [...moved.map(({ answer }) => answer ?? ''), ...written];
  expect(new Set(answered).size).toBe(answered.length);
  expect(events).toEqual(expect.arrayContaining(answered));
  const mine = views[0]?.fold.history.filter(({ event }) => event.kind === 'noted' || event.kind === 'assigned');
  expect(mine).toHaveLength(1 + written.length + moved.filter(({ answer }) => answer?.includes(worked)).length);

  // What the station was told is confirmed, it does not send again: were it lost, the two would differ.
  const view = await sameEverywhere(worked, field.dispatcher, [station]);
  expect(view.evidence.map(({ document }) => document.sha256).sort()).toEqual([...photos].sort());
  for (const hash of photos) {
    const file = await until('the photo', async () => {
      const got = await field.dispatcher.get(`/evidence/file/${hash}?order=${worked}`);
      return got.status === 200 ? got.body : null;
    });
    expect(sha256(file)).toBe(hash);
  }
  process.stdout.write(
    `office killed ${kills} times, seed ${seed}: ${orderIds.length} orders, ${moved.length} moves, ${written.length} notes and ${photos.length} photos of a station\n`,
  );
}, 240_000);

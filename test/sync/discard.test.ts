import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requiredSlots } from '../builders/answers.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import { buildNarrowOffice } from '../processes/office-release.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField } from './field.ts';

/** An office release that refuses every note longer than 20 characters, for ever. */
let narrow: string;
let field: Field;
let station: FieldStation;
beforeAll(async () => {
  narrow = await buildNarrowOffice();
  field = await openField();
  station = await field.station('tech1');
});
afterAll(async () => {
  await field.close();
  await rm(path.dirname(narrow), { recursive: true, force: true });
});

const poison = '客户要求在弱电箱内加装理线架，并把旧猫带走；物业要求登记后才能进入弱电井';
const reason = '内容太长，已另行电话告知调度';

it('one poison item of a hundred: the other 99 arrive; it is exported, discarded with a reason, and dispatch sees it (R-25)', async () => {
  const orderId = await field.accepted(station);
  await field.office.kill();

  // All hundred wait while there is no office; the poison is the 50th.
  const ids: string[] = [];
  for (let n = 1; n <= 100; n += 1) {
    const text = n === 50 ? poison : `第 ${n} 条`;
    ids.push((await station.call('workOrder.note', { orderId, text })).eventId);
  }
  const poisonId = ids[49] ?? '';
  // What may still arrive cannot be discarded.
  expect(await station.ask('sync.discard', { id: poisonId, reason, confirmed: true })).toMatchObject({
    ok: false,
    problem: { code: 'sync.notRefused' },
  });
  await field.office.startAgain(narrow);
  await until(
    'all but one to arrive',
    async () => {
      const state = await station.call('sync.now', {});
      return state.documents === 1 && state.refused === 1;
    },
    { withinMs: 60_000 },
  );
  await until(
    '99 notes at the office',
    async () => (await officeView(field.dispatcher, orderId)).fold.notes.length === 99,
  );

  const exported = await station.call('sync.export', { id: poisonId });
  expect(exported.name).toMatch(/^linework-event-[0-9a-z]+\.json$/);
  expect(JSON.parse(exported.json)).toMatchObject({
    item: { id: poisonId, orderId, kind: 'event' },
    problem: { code: 'door.shape' },
    document: { payload: { text: poison } },
  });

  // Never without a reason, nor without a second word.
  for (const argument of [
    { id: poisonId, reason: ' ', confirmed: true },
    { id: poisonId, reason },
  ])
    expect(await station.ask('sync.discard', argument as never)).toMatchObject({
      ok: false,
      problem: { code: 'input.invalid' },
    });
  expect((await station.sync()).documents).toBe(1);
  // Three quick clicks are one discard.
  await Promise.all(
    Array.from({ length: 3 }, () => station.call('sync.discard', { id: poisonId, reason, confirmed: true })),
  );
  await station.synchronised();
  expect((await station.view(orderId)).fold.notes.map(({ text }) => text)).not.toContain(poison);

  const seen = await until('the discard at dispatch', async () => {
    const open = await field.dispatcher.call('workOrder.open', { orderId });
    return open.discarded.length === 1 && open;
  });
  expect(seen.discarded).toMatchObject([{ documentId: poisonId, kind: 'event', code: 'door.shape', reason }]);
  expect(seen.arrival).toMatchObject({ records: 0 });
  // The missing number in the device's sequence is said, too.
  expect(seen.view.findings.map(({ kind }) => kind)).toContain('sequenceGap');
  const { orders } = await field.dispatcher.call('orders.list', {});
  expect(orders.find((one) => one.orderId === orderId)?.discarded).toBe(1);

  // A restart brings it back neither into the queue nor into the order; the whole of it is still here.
  await station.kill();
  await station.startAgain();
  await station.synchronised();
  expect((await station.view(orderId)).fold.notes).toHaveLength(99);
  const { discarded } = await station.call('sync.discarded', {});
  expect(discarded).toMatchObject([{ id: poisonId, reason, code: 'door.shape' }]);
  expect(JSON.parse((await station.call('sync.export', { id: poisonId })).json)).toMatchObject({
    document: { payload: { text: poison } },
    discardedBecause: reason,
  });
});

it('a discarded file stays out of the queue after a restart and a try again of everything', async () => {
  const orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await station.call('workOrder.accept', { orderId });
  await station.call('workOrder.start', { orderId });
  await station.call('settings.set', { meteredLink: true });
  const bytes = makeSmallPhoto(8).bytes.toString('base64');
  const slot = requiredSlots()[0] ?? '';
  const { sha256 } = await station.call('evidence.add', { orderId, slot, source: 'live', bytes });
  await until('the photo alone to wait', async () => {
    const { documents, files } = await station.call('sync.now', {});
    return documents === 0 && files === 1;
  });
  // Bytes that are gone are refused for ever, by the device itself.
  const technicians = path.join(station.data, 'technicians');
  await rm(path.join(technicians, readdirSync(technicians)[0] ?? '', 'evidence', sha256.slice(0, 2), sha256));
  await station.call('settings.set', { meteredLink: false });
  const [item] = await until('the photo to be refused', async () => {
    const { items, refused } = await station.call('sync.now', {});
    return refused === 1 && items;
  });
  await station.call('sync.discard', { id: item?.id ?? '', reason, confirmed: true });
  await station.synchronised();

  await station.kill();
  await station.startAgain();
  await station.synchronised();
  const states = [await station.call('sync.retry', {}), await station.call('sync.now', {}), await station.sync()];
  expect(states.map(({ files, items }) => [files, items])).toEqual(states.map(() => [0, []]));
  expect((await station.call('sync.discarded', {})).discarded.map(({ id }) => id)).toContain(item?.id);
});

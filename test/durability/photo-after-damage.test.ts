import { readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requiredSlots } from '../builders/answers.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField } from '../sync/field.ts';

let field: Field;
let station: FieldStation;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
});
afterAll(() => field.close());

/** More documents than one batch of the pull takes, spread because an order of hundreds is slow to write: the order is here before the photo's document is. */
const others = 7;
const notesAnOrder = 45;

it('a photo whose bytes wait is still in the queue after the store was rebuilt from the office (R-03, R-12)', async () => {
  const orderIds = await Promise.all(Array.from({ length: others + 1 }, () => field.create()));
  const orderId = orderIds[0] ?? '';
  for (const one of orderIds) {
    await field.assign(one, 'tech1');
    await station.has(one);
    await station.call('workOrder.accept', { orderId: one });
  }
  await station.call('workOrder.start', { orderId });
  await Promise.all(
    orderIds.slice(1).map(async (one) => {
      for (let n = 0; n < notesAnOrder; n += 1)
        await station.call('workOrder.note', { orderId: one, text: `第 ${n} 条` });
    }),
  );
  await station.synchronised(60_000);
  await station.call('settings.set', { meteredLink: true });
  const bytes = makeSmallPhoto(3).bytes.toString('base64');
  const slot = requiredSlots()[0] ?? '';
  await station.call('evidence.add', { orderId, slot, source: 'live', bytes });
  await until('the document to be confirmed, the photo to wait', async () => {
    const state = await station.call('sync.now', {});
    return state.documents === 0 && state.files === 1;
  });

  await station.kill();
  const technicians = path.join(station.data, 'technicians');
  truncateSync(path.join(technicians, readdirSync(technicians)[0] ?? '', 'store', 'CURRENT'), 0);
  await station.startAgain();
  await until('everything to be here again', async () => {
    await station.call('sync.now', {});
    return (await station.view(orderId)).evidence.length === 1;
  });
  const state = await station.call('sync.now', {});
  expect(state.state).not.toBe('synchronised');
  expect(state.items.map(({ kind, held }) => [kind, held])).toEqual([['bytes', 'metered']]);
  await station.call('settings.set', { meteredLink: false });
  await station.synchronised();
  expect((await officeView(field.dispatcher, orderId)).evidence.map(({ received }) => received)).toEqual([true]);
}, 90_000);

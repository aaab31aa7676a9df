import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Arrival } from '../../domain/evidence/arrival.ts';
import { shippedSettings } from '../../forms/order-types/index.ts';
import { makeBlurredPhoto, makeSmallPhoto } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, openField } from './field.ts';

const shippedPhotoSettings = shippedSettings.find(({ key }) => key === 'photo')?.version;

let field: Field;
let station: FieldStation;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
});
afterAll(() => field.close());

const newOrder = async (): Promise<string> => {
  const orderId = await field.accepted(station);
  return orderId;
};
const add = (orderId: string, slot: string, bytes: string, more: object = {}) =>
  station.call('evidence.add', { orderId, slot, bytes, source: 'live', ...more } as never);

it('a blurred photo is kept and said at once, a reason goes along, and the reviewer finds both', async () => {
  const orderId = await newOrder();
  const added = await add(orderId, 'opticalTurnup.onu.label', makeBlurredPhoto(0).toString('base64'), {
    cameraLabel: 'Tablet',
  });
  expect(added.faults).toEqual(['blurred']);
  await station.call('evidence.keep', { orderId, evidenceId: added.evidenceId, note: '现场已无法重拍' });
  await station.synchronised();
  const { view } = await until('the reason at the office', async () => {
    const open = await field.dispatcher.call('workOrder.open', { orderId });
    return open.view.evidence[0]?.kept !== undefined && open;
  });
  const item = view.evidence[0];
  expect(item).toMatchObject({ received: true, kept: { note: '现场已无法重拍' } });
  expect(item?.document).toMatchObject({
    source: 'live',
    cameraLabel: 'Tablet',
    check: { settings: shippedPhotoSettings },
  });
  expect(view.findings.filter(({ kind }) => kind === 'unclearPhoto')).toMatchObject([
    { about: added.evidenceId, details: { faults: ['blurred'], kept: '现场已无法重拍' } },
  ]);
});

it('the same picture in another order and a place out of reach are said on the device and at the office (R-33)', async () => {
  const first = await newOrder();
  const second = await newOrder();
  const bytes = makeSmallPhoto(77).bytes.toString('base64');
  const now = Date.now();
  const at = (latitude: number, ms: number) => ({
    position: { latitude, longitude: 117.2, accuracyM: 8, fixAt: new Date(now + ms).toISOString(), source: 'gnss' },
  });
  const before = await add(first, 'opticalTurnup.onu.label', bytes, at(31.8, 0));
  const after = await add(second, 'opticalTurnup.onu.label', bytes, at(33.8, 600_000));
  expect(before.faults).toEqual([]);
  expect(after.faults.toSorted()).toEqual(['jumped', 'resembles']);
  await station.synchronised();
  const open = await until('both orders to know of each other', async () => {
    const seen = await field.dispatcher.call('workOrder.open', { orderId: second });
    return seen.samePictures.length > 0 && seen;
  });
  expect(open.samePictures).toMatchObject([
    { evidenceId: after.evidenceId, otherId: before.evidenceId, orderId: first },
  ]);
  expect(open.view.findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['samePicture', 'positionJump']));
  const other = await field.dispatcher.call('workOrder.open', { orderId: first });
  expect(other.samePictures).toMatchObject([{ otherId: after.evidenceId, orderId: second }]);
});

it('the console’s word goes from “on the device” by “arriving” to “complete”, and is never ahead of the bytes', async () => {
  const orderId = await newOrder();
  station.link.set('cut');
  for (const [n, slot] of ['opticalTurnup.onu.label', 'opticalTurnup.onu.label', 'dropCable.photos.route'].entries())
    await add(orderId, slot, makeSmallPhoto(200 + n).bytes.toString('base64'));
  station.link.throttle(40_000);
  station.link.set('open');
  const seen: Arrival[] = [];
  const arrived = await until(
    'all three photos',
    async () => {
      const { arrival } = await field.dispatcher.call('workOrder.open', { orderId });
      seen.push(arrival);
      return arrival.state === 'complete' && arrival;
    },
    { withinMs: 90_000, everyMs: 100 },
  );
  expect(arrived).toEqual({ state: 'complete', received: 3, total: 3, records: 0 });
  const states = seen.map(({ state }) => state).filter((state, n, all) => state !== all[n - 1]);
  expect(states.slice(-3)).toEqual(['onDevice', 'arriving', 'complete']);
});

import { expect, it } from 'vitest';
import { deviceEvent, deviceEvidence, deviceSubmission, makeId } from '../../test/builders/device-documents.ts';
import { deviceWords, heldByDevice } from './device-words.ts';

const hand = { createdBy: makeId(), deviceId: makeId() };
const order = makeId();
const other = makeId();
const none = { total: 0, received: 0 };
const discarded = { documentId: 'x', orderId: other, kind: 'event', code: 'door.shape', reason: '重复', at: 'then' };

it('counts what a device wrote once, and forgets a word when the device says another', () => {
  const documents = [
    deviceEvent(hand, order, 'noted', { text: 'a' }),
    deviceSubmission(hand, order, 'a.b'),
    deviceEvidence(hand, order),
    deviceEvidence({ ...hand, deviceId: makeId() }, order),
  ];
  const held = heldByDevice(documents as never);
  expect(held[hand.deviceId]).toEqual({ made: 3, photos: 1 });

  const words = deviceWords();
  expect(words.take({ ...hand, orders: [{ orderId: order, made: 5, photos: 2 }], discarded: [discarded] })).toEqual([
    order,
    other,
  ]);
  expect(words.arrival(order, { total: 1, received: 1 }, held)).toMatchObject({
    state: 'arriving',
    total: 2,
    records: 2,
  });
  expect(words.arrival(other, none, {}).state).toBe('none');
  expect(words.discarded(other)).toMatchObject([{ reason: '重复', by: hand.createdBy, deviceId: hand.deviceId }]);
  // The next word of the same device: nothing unsent any more; the orders that it spoke of before change, too.
  expect(words.take({ ...hand, discarded: [discarded] }).toSorted()).toEqual([order, other].toSorted());
  expect(words.arrival(order, { total: 1, received: 1 }, held).state).toBe('complete');
  expect(words.discarded(order)).toEqual([]);
  expect(words.take({})).toEqual([]);
});

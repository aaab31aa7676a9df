import { expect, it } from 'vitest';
import type { EventDocument } from '../documents/event.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import { foldAnyway, foldOrder } from './fold.ts';
import { FoldExceeded } from './fold-steps.ts';
import { pinnedVersion } from './pinned-version.ts';

const order = { _id: 'workOrder:o', type: 'workOrder', missing: [] } as unknown as WorkOrderDocument;
const idOf = (n: number): string => `workOrder:o:event:${String(n).padStart(26, '0')}`;
const event = (
  n: number,
  deviceId: string,
  deviceSeq: number,
  after: readonly string[],
  kind: string,
  payload: object,
) =>
  ({
    _id: idOf(n),
    type: 'event',
    createdBy: 'a',
    ...(deviceId === 'office' ? { role: 'dispatcher' } : { deviceId, role: 'technician' }),
    deviceSeq,
    after,
    time: { at: '2026-11-01T00:00:00.000Z', uptimeMs: 1, bootId: 'b' },
    kind,
    payload,
  }) as unknown as EventDocument;

const begun = [
  event(1, 'office', 1, [], 'assigned', { assignmentId: 'A', technicianId: 'a' }),
  event(2, 'd0', 1, [idOf(1)], 'accepted', { assignmentId: 'A' }),
  event(3, 'd0', 2, [idOf(2)], 'started', { assignmentId: 'A' }),
];
const hold = (n: number, device: string, seq: number, after: readonly string[]) =>
  event(n, device, seq, after, seq % 2 === 1 ? 'held' : 'resumed', { reasonCode: 'x', note: '' });

/** Devices of which each writes on after having seen what its neighbour wrote last. */
const ladder = (devices: number, rungs: number): readonly EventDocument[] =>
  Array.from({ length: rungs * devices }, (_, at) => {
    const [rung, device] = [Math.floor(at / devices), at % devices];
    const of = (other: number): string => idOf(1_000 * rung + (other % devices));
    return hold(
      1_000 * (rung + 1) + device,
      `d${device + 1}`,
      rung + 1,
      rung === 0 ? [idOf(3)] : [of(device), of(device + 1)],
    );
  });
const twoLinesKnownTo = (others: number, length: number): readonly EventDocument[] => {
  const line = (device: string, first: number) =>
    Array.from({ length }, (_, n) => hold(first + n, device, n + 1, n === 0 ? [idOf(3)] : []));
  const joins = Array.from({ length: others }, (_, n) =>
    event(200_000 + n, `x${n}`, 1, [idOf(9 + length - n), idOf(99_999 + length - n)], 'noted', { text: 'x' }),
  );
  return [...line('d1', 10), ...line('d2', 100_000), ...joins];
};

// As much as one account may store of one order (sync-server/door/limits.ts), and more: 5.4 s of CPU and 1.5 s before steps were counted.
it.each([
  ['1 500 moves of two devices that join after every one', ladder(2, 750)],
  ['3 000 moves of two devices that join after every one', ladder(2, 1_500)],
  ['two lines of 1 000 moves that are known to a thousand others', twoLinesKnownTo(1_000, 1_000)],
])('is no longer work: %s', (_what, events) => {
  expect(() => foldOrder(order, [...begun, ...events], [])).toThrow(FoldExceeded);
  const { assignment, history } = foldAnyway(order, [...begun, ...events], []);
  expect([assignment?.technicianId, history.length]).toEqual(['a', 1]);
});

it.each([
  ['300 moves of two devices that join after every one', ladder(2, 150)],
  ['300 moves of fifty devices', ladder(50, 6)],
  ['two lines of 100 moves that are known to a hundred others', twoLinesKnownTo(100, 100)],
  ['one line of 3 000 moves', ladder(1, 3_000)],
])('of what people may do is not bounded: %s', (_what, events) => {
  expect(foldOrder(order, [...begun, ...events], []).history).toHaveLength(begun.length + events.length);
});

it('counts the same whatever order the events come in', () => {
  const events = [...begun, ...ladder(2, 750)];
  expect(() => foldOrder(order, events.toReversed(), [])).toThrow(FoldExceeded);
  const fewer = [...begun, ...ladder(2, 150)];
  expect(foldOrder(order, fewer.toReversed(), [])).toEqual(foldOrder(order, fewer, []));
});

it('has a version all the same: the one that the office gave it', () => {
  const upgraded = event(4, 'office', 2, [idOf(1)], 'upgraded', { to: 3, settings: {} });
  const papers = [
    { ...order, orderType: 't', orderTypeVersion: 1, settings: {} },
    ...begun,
    upgraded,
    ...ladder(2, 750),
  ];
  expect(pinnedVersion(papers)?.orderTypeVersion).toBe(3);
});

import { expect, it } from 'vitest';
import type { EventDocument } from '../documents/event.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import { foldOrder } from './fold.ts';

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

/** CPU milliseconds of this process; a wall clock would measure the other work of the machine. */
function cpuOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  return process.cpuUsage(before).user / 1000;
}

// As much as one account may store of one order (sync-server/door/limits.ts), and more.
it('is no longer work where two long lines are known to a thousand others', { timeout: 120_000 }, () => {
  const line = (device: string, first: number) =>
    Array.from({ length: 1_000 }, (_, n) => hold(first + n, device, n + 1, n === 0 ? [idOf(3)] : []));
  const joins = Array.from({ length: 1_000 }, (_, n) =>
    event(200_000 + n, `x${n}`, 1, [idOf(1_009 - n), idOf(100_999 - n)], 'noted', { text: 'x' }),
  );
  const events = [...begun, ...line('d1', 10), ...line('d2', 100_000), ...joins];
  // 7.5 s before moves were looked up by halving, 1.5 s since.
  expect(cpuOf(() => foldOrder(order, events, []))).toBeLessThan(4_500);
});

import { expect, it } from 'vitest';
import type { EventDocument } from '../documents/event.ts';
import { handingOver } from './handing-over.ts';

const entry = (kind: string, payload: object, applied = true) => ({
  event: { kind, payload, createdBy: 'a', time: { at: '2026-03-02T01:00:00.000Z' } } as unknown as EventDocument,
  applied,
  late: false,
});
const handed = entry('handedOver', { assignmentId: 'x', toTechnicianId: 'b', reasonCode: 'shiftEnd', note: '下班' });

it('waits for dispatch from the hand-over until the next assignment', () => {
  expect(handingOver({ phase: 'returned', history: [handed, entry('noted', { text: 'x' })] })).toMatchObject({
    toTechnicianId: 'b',
    reasonCode: 'shiftEnd',
  });
  expect(handingOver({ phase: 'assigned', history: [handed, entry('assigned', {})] })).toBeNull();
});

it('is no return to dispatch, and nothing that was overtaken', () => {
  expect(
    handingOver({ phase: 'returned', history: [handed, entry('assigned', {}), entry('returned', {})] }),
  ).toBeNull();
  expect(
    handingOver({ phase: 'returned', history: [entry('returned', {}), { ...handed, applied: false }] }),
  ).toBeNull();
  expect(
    handingOver({ phase: 'returned', history: [entry('handedOver', { assignmentId: 'x' })] })?.toTechnicianId,
  ).toBeNull();
});

import { expect, it } from 'vitest';
import { judgeWindow } from './agreed-window.ts';

const now = Date.parse('2026-03-02T02:00:00.000Z');
const at = (clock: string) => `2026-03-02T${clock}:00.000Z`;

it.each([
  ['one to come', '03:00', '05:00', true],
  ['one that has begun', '01:00', '03:00', true],
  ['one that ends now', '01:00', '02:00', 'order.windowPast'],
  ['one that is over', '00:00', '01:00', 'order.windowPast'],
  ['one that ends as it starts', '03:00', '03:00', 'order.windowInvalid'],
  ['one that ends before it starts', '05:00', '03:00', 'order.windowInvalid'],
] as const)('%s', (_, start, end, expected) => {
  const judged = judgeWindow({ start: at(start), end: at(end) }, now);
  expect(judged.ok || judged.problem.code).toBe(expected);
});

it('judges moments, not their spelling: an offset is no other time', () => {
  const judged = judgeWindow({ start: '2026-03-02T12:00:00+08:00', end: '2026-03-02T05:00:00.000Z' }, now);
  expect(judged.ok).toBe(true);
});

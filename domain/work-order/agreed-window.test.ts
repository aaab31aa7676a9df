import { expect, it } from 'vitest';
import { judgeUntil, judgeWindow } from './agreed-window.ts';

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

it.each([
  ['a moment to come', at('02:01'), at('02:01')],
  ['the same with an offset', '2026-03-02T12:00:00+08:00', '2026-03-02T04:00:00.000Z'],
  ['now', at('02:00'), 'order.untilPast'],
  ['what is over', at('01:59'), 'order.untilPast'],
  ['no time', '明天', 'input.invalid'],
])('a hold until %s', (_, until, expected) => {
  const judged = judgeUntil(until, now);
  expect(judged.ok ? judged.value : judged.problem.code).toBe(expected);
});

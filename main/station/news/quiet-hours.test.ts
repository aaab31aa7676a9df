import { expect, it } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const at = (text: string): Date => new Date(`2026-11-30T${text}:00`);
const night = { from: '22:00', to: '07:00' };

it.each([
  ['over midnight, evening', night, '23:30', '2026-12-01T07:00:00'],
  ['over midnight, morning', night, '06:59', '2026-11-30T07:00:00'],
  ['its end is no part of it', night, '07:00', null],
  ['its begin is', night, '22:00', '2026-12-01T07:00:00'],
  ['noon', { from: '12:00', to: '13:30' }, '13:29', '2026-11-30T13:30:00'],
  ['outside', { from: '12:00', to: '13:30' }, '11:59', null],
  ['none is set', null, '23:00', null],
  ['from and to alike: never, not always', { from: '08:00', to: '08:00' }, '09:00', null],
] as const)('%s', (_, hours, now, until) => {
  expect(quietUntil(hours, at(now))).toEqual(until === null ? null : new Date(until));
});

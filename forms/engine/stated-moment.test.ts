import { expect, it } from 'vitest';
import { statedMoment } from './stated-moment.ts';
import type { SettingsByKey } from './types.ts';

const zone = (utcOffsetMinutes: unknown): SettingsByKey => ({
  calendar: { version: 1, values: { utcOffsetMinutes } as never },
});
const of = (signedAt: unknown, settings: SettingsByKey = zone(480)) =>
  statedMoment('steps.a.b.signedAt', { steps: { a: { b: { signedAt } } } } as never, settings);

it.each([
  ['a moment', '2026-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
  ['a moment with its own zone', '2027-01-01T00:00:00+08:00', '2026-12-31T16:00:00.000Z'],
  ['a day, at its beginning in China', '2027-01-01', '2026-12-31T16:00:00.000Z'],
  ['a leap day', '2028-02-29', '2028-02-28T16:00:00.000Z'],
  ['text', '下周一', null],
  ['nothing', null, null],
  ['a number', 20_270_101, null],
  ['a year that no date has', '+275760-09-13T23:59:59Z', null],
])('%s', (_, value, expected) => {
  expect(of(value)).toBe(expected);
});

it('reads a day in UTC where no calendar says the zone', () => {
  expect(of('2027-01-01', {})).toBe('2027-01-01T00:00:00.000Z');
  expect(of('2027-01-01', zone('east'))).toBe('2027-01-01T00:00:00.000Z');
});

it('is not known where nothing is asked, or where a name does not exist', () => {
  expect(statedMoment(undefined, {}, {})).toBeNull();
  expect(statedMoment('steps.a.c.signedAt', { steps: { a: { b: {} } } } as never, {})).toBeNull();
});

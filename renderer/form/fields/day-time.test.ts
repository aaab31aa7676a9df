import { describe, expect, it } from 'vitest';
import { clockOf, dayKey, halfHours, isoOf, momentOf, partsOf, readClock, upcomingDays } from './day-time.ts';

describe('days and clocks', () => {
  it('goes there and back in local time', () => {
    const iso = isoOf('2026-03-02', '09:30');
    expect(dayKey(iso)).toBe('2026-03-02');
    expect(clockOf(iso)).toBe('09:30');
  });

  it('offers consecutive days, and the chosen one when it lies outside', () => {
    const from = Date.parse(isoOf('2026-02-27', '12:00'));
    expect(upcomingDays(from, 3, null)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(upcomingDays(from, 2, '2026-01-05')).toEqual(['2026-01-05', '2026-02-27', '2026-02-28']);
  });

  it('offers every half hour, and the chosen clock when it is another', () => {
    expect(halfHours('09:30')).toHaveLength(48);
    expect(halfHours('09:10')).toContain('09:10');
  });

  it.each([
    ['9:05', '09:05'],
    ['0905', '09:05'],
    ['９：０５', '09:05'],
    ['93²', null],
    ['24:00', null],
    ['12:7', null],
    ['', null],
  ])('reads %s', (text, clock) => {
    expect(readClock(text)).toBe(clock);
  });

  it.each([
    ['2027-03-31', '23:00'],
    ['2024-02-29', '0005'],
  ])('a moment of %s %s goes there and back', (day, clock) => {
    expect(partsOf(momentOf(day, clock))).toEqual({ day, clock: readClock(clock) });
  });

  it.each([
    ['2027-02-30', '09:00'],
    ['31 march', ''],
    ['', '9'],
    ['2027-03-31', '25:00'],
  ])('keeps %s %s as it was typed', (day, clock) => {
    expect(partsOf(momentOf(day, clock))).toEqual({ day: day || null, clock: clock || null });
  });
});

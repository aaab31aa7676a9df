import { describe, expect, it } from 'vitest';
import type { NonWorkingDayRule } from '../documents/plan.ts';
import { plannedDays } from './planned-days.ts';
import { addDays, dayOff, missingYears, workCalendar } from './working-day.ts';

const named = (name: string, from: string, days: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: days }, (_, i) => [addDays(from, i), name]));

/** National Day 2025 (with Mid-Autumn) and Spring Festival 2026 as the State Council announced them (国办发明电〔2024〕12号, 〔2025〕7号). */
const calendar = workCalendar({
  years: [2025, 2026],
  yearly: { '01-01': '元旦', '10-01': '国庆节' },
  utcOffsetMinutes: 480,
  weekdays: [1, 2, 3, 4, 5],
  holidays: { ...named('国庆节、中秋节', '2025-10-01', 8), ...named('春节', '2026-02-15', 9) },
  makeUpDays: { '2025-09-28': '国庆节', '2025-10-11': '国庆节', '2026-02-14': '春节', '2026-02-28': '春节' },
});

const daily = (from: string, days: number): string[] =>
  Array.from({ length: days }, (_, i) => `${addDays(from, i)}T09:00`);
function planned(occurrences: readonly string[], onNonWorkingDay: NonWorkingDayRule, leadMinutes = 0) {
  return plannedDays({ occurrences, calendar, onNonWorkingDay, leadMinutes });
}
/** `from→to` in local dates, or why there is no order */
const moves = (days: ReturnType<typeof planned>): readonly string[] =>
  days.map(({ occurrence, scheduledFor, skipped }) => {
    const [from, to] = [occurrence, scheduledFor].map((at) =>
      new Date(Date.parse(at) + 480 * 60_000).toISOString().slice(5, 10),
    );
    return skipped ?? (from === to ? (from ?? '') : `${from}→${to}`);
  });

it('knows weekends, holidays and the weekend days worked for them', () => {
  expect(dayOff(calendar, '2025-10-01')).toEqual({ kind: 'holiday', name: '国庆节、中秋节' });
  expect(dayOff(calendar, '2025-09-28')).toBeNull();
  expect(dayOff(calendar, '2025-10-12')).toEqual({ kind: 'weekend', name: null });
  expect(dayOff(calendar, '2025-10-09')).toBeNull();
});

describe('over National Day 2025', () => {
  const wednesdays = ['2025-09-24T09:00', '2025-10-01T09:00', '2025-10-08T09:00', '2025-10-15T09:00'];
  it.each([
    ['keep', ['09-24', '10-01', '10-08', '10-15']],
    ['skip', ['09-24', 'nonWorkingDay', 'nonWorkingDay', '10-15']],
    ['nextWorkingDay', ['09-24', '10-01→10-09', 'sameDay', '10-15']],
    ['previousWorkingDay', ['09-24', '10-01→09-30', 'sameDay', '10-15']],
  ] as const)('%s', (rule, expected) => {
    expect([...moves(planned(wednesdays, rule))].sort()).toEqual([...expected].sort());
  });

  it('a daily round is made once on the first working day, not eight times', () => {
    const days = planned(daily('2025-09-29', 12), 'nextWorkingDay');
    expect(days.filter(({ skipped }) => skipped === null)).toHaveLength(4);
    expect(days.filter(({ skipped }) => skipped === 'sameDay')).toHaveLength(8);
  });

  it('a Sunday that is worked for the holiday is a working day', () => {
    expect(moves(planned(['2025-09-28T09:00', '2025-10-11T09:00'], 'skip'))).toEqual(['09-28', '10-11']);
  });
});

it('over Spring Festival 2026: Mondays move past nine days off, and to the Saturday before', () => {
  const mondays = ['2026-02-09T09:00', '2026-02-16T09:00', '2026-02-23T09:00', '2026-03-02T09:00'];
  expect(moves(planned(mondays, 'nextWorkingDay'))).toEqual(['02-09', '02-16→02-24', 'sameDay', '03-02']);
  expect(moves(planned(mondays.slice(0, 2), 'previousWorkingDay'))).toEqual(['02-09', '02-16→02-14']);
});

it('times are the calendar’s, whatever the zone of the machine; an order is made its lead time before', () => {
  const [day] = planned(['2025-10-01T09:30'], 'nextWorkingDay', 24 * 60);
  expect(day).toEqual({
    occurrence: '2025-10-01T01:30:00.000Z',
    scheduledFor: '2025-10-09T01:30:00.000Z',
    dueAt: '2025-10-08T01:30:00.000Z',
    dayOff: { kind: 'holiday', name: '国庆节、中秋节' },
    calendarKnown: true,
    skipped: null,
  });
});

it('a calendar on which nobody ever works moves nothing', () => {
  const never = workCalendar({ weekdays: [] });
  const days = plannedDays({
    occurrences: ['2025-10-01T09:00'],
    calendar: never,
    onNonWorkingDay: 'nextWorkingDay',
    leadMinutes: 0,
  });
  expect(days[0]?.skipped).toBe('nonWorkingDay');
});

describe('in a year whose days off are not published yet', () => {
  const turn = ['2026-12-31T09:00', '2027-01-01T09:00', '2027-01-04T09:00', '2027-01-09T09:00'];
  const known = (rule: NonWorkingDayRule) => planned(turn, rule).map(({ calendarKnown }) => calendarKnown);

  it('New Year is off, the weekend too, and every day of it says that it may move', () => {
    expect(moves(planned(turn, 'skip'))).toEqual(['12-31', 'nonWorkingDay', '01-04', 'nonWorkingDay']);
    expect(planned(turn, 'skip')[1]?.dayOff).toEqual({ kind: 'holiday', name: '元旦' });
    expect(known('skip')).toEqual([true, false, false, false]);
  });

  it('a day of a known year that moves into it says so; one that is kept depends on no calendar', () => {
    const [day] = planned(['2026-12-31T09:00', '2027-01-01T09:00'].slice(1), 'previousWorkingDay');
    expect(day).toMatchObject({ scheduledFor: '2026-12-31T01:00:00.000Z', calendarKnown: false });
    expect(known('keep')).toEqual([true, true, true, true]);
  });

  it('a published year counts alone: a day off every year that is worked in it is worked', () => {
    const published = workCalendar({ years: [2027], yearly: { '01-01': '元旦' } });
    expect(dayOff(published, '2027-01-01')).toBeNull();
    expect(dayOff(published, '2028-01-01')).toEqual({ kind: 'holiday', name: '元旦' });
  });
});

it('asks for a year sixty days before it begins, in its zone, until its days are there', () => {
  const asked = (at: string, values = {}) => missingYears(workCalendar({ years: [2026], ...values }), Date.parse(at));
  expect(asked('2026-11-01T15:59:59Z')).toEqual([]);
  expect(asked('2026-11-01T16:00:00Z')).toEqual([{ year: 2027, since: '2026-11-01T16:00:00.000Z' }]);
  expect(asked('2027-03-01T00:00:00Z').map(({ year }) => year)).toEqual([2027]);
  expect(asked('2027-12-30T00:00:00Z').map(({ year }) => year)).toEqual([2027, 2028]);
  expect(asked('2027-12-30T00:00:00Z', { years: [2027], askAheadDays: 1 })).toEqual([]);
});

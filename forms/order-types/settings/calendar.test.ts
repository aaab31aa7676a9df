import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from 'vitest';
import { scaleOf } from '../../../domain/sla/working-time.ts';
import calendar from './calendar.json' with { type: 'json' };

const scale = scaleOf(calendar.values);
if (scale === null) throw new Error('the shipped calendar is none');
const { after, between, dayMs, knows } = scale;
const hour = 3_600_000;

/** `YYYY-MM-DD HH:MM` in China, whose offset has not moved since 1991. */
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
const said = (moment: number): string => new Date(moment + 8 * hour).toISOString().slice(0, 16).replace('T', ' ');

// Counted by hand on the calendars of the State Council's notices.
const table: readonly (readonly [why: string, from: string, hours: number, to: string])[] = [
  ['lunch does not count', '2026-03-04 11:30', 1, '2026-03-04 14:30'],
  ['a start in the lunch hour waits for its end', '2026-03-04 12:30', 0.5, '2026-03-04 14:30'],
  ['before the office opens', '2026-03-04 05:00', 3.5, '2026-03-04 12:00'],
  ['a weekend', '2026-03-06 16:30', 2, '2026-03-09 09:30'],
  ['Spring Festival 2024, Sunday the 18th makes up', '2024-02-08 16:00', 21, '2024-02-19 16:00'],
  ['Spring Festival 2025, from a Saturday, Sunday makes up', '2025-01-25 09:00', 21, '2025-02-05 17:30'],
  ['Spring Festival 2025, 15 working days', '2025-01-25 09:00', 105, '2025-02-20 17:30'],
  ['Spring Festival 2026, Saturday the 14th makes up', '2026-02-13 11:00', 21, '2026-02-25 11:00'],
  ['before National Day 2024, Sunday makes up', '2024-09-28 10:00', 14, '2024-09-30 17:30'],
  ['National Day 2024, 7 working days, Saturday the 12th makes up', '2024-09-30 15:00', 49, '2024-10-15 15:00'],
  ['National Day 2025, from closing time', '2025-09-30 17:30', 7, '2025-10-09 17:30'],
  ['National Day 2025, Saturday the 11th makes up', '2025-09-30 17:30', 21, '2025-10-11 17:30'],
  ['Mid-Autumn 2026', '2026-09-24 14:30', 14, '2026-09-29 14:30'],
  ['National Day 2026, Saturday the 10th makes up', '2026-09-30 10:00', 21, '2026-10-10 10:00'],
  ['year end 2024', '2024-12-31 17:00', 1, '2025-01-02 09:00'],
  ['year end 2025, Sunday the 4th makes up', '2025-12-31 16:30', 7, '2026-01-04 16:30'],
  ['year end 2026: of 2027 the weekends and New Year are known', '2026-12-31 16:30', 14, '2027-01-05 16:30'],
  ['National Day 2027: its three days by the regulation', '2027-09-30 16:30', 2, '2027-10-04 09:30'],
  ['National Day 2031, five years on', '2031-09-30 16:30', 2, '2031-10-06 09:30'],
];

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Auckland'])('on a device in %s', (where) => {
  it.each(table)('%s', (_, from, hours, to) => {
    process.env.TZ = where;
    expect(new Date(0).toString()).toContain(
      { UTC: '+0000', 'Asia/Shanghai': '+0800', 'America/New_York': '-0500', 'Pacific/Auckland': '+1200' }[where],
    );
    expect(said(after(at(from), hours * hour))).toBe(to);
    expect(between(at(from), at(to))).toBe(hours * hour);
  });
});

it('a day is its office hours; a night after them adds nothing', () => {
  expect(dayMs).toBe(7 * hour);
  expect(between(at('2026-03-04 17:30'), at('2026-03-05 08:30'))).toBe(0);
  expect(between(at('2026-03-05 08:30'), at('2026-03-04 08:30'))).toBe(0);
});

it('says which years it knows', () => {
  expect(knows(at('2024-01-01 00:00'), at('2026-12-31 23:59'))).toBe(true);
  expect(knows(at('2026-12-31 00:00'), at('2027-01-01 00:00'))).toBe(false);
  expect(knows(at('2023-12-31 23:59'), at('2024-01-05 00:00'))).toBe(false);
});

it('agrees with chinese-days on every day of its years', () => {
  // CommonJS without an `exports` map: required as Node itself would.
  const { isWorkday } = createRequire(import.meta.url)('chinese-days') as { isWorkday: (date: string) => boolean };
  const days: string[] = [];
  for (let day = at('2024-01-01 00:00'); day < at('2027-01-01 00:00'); day += 24 * hour)
    days.push(said(day).slice(0, 10));
  expect(days).toHaveLength(366 + 365 + 365);
  const differing = days.filter((day) => {
    const counted = between(at(`${day} 00:00`), at(`${day} 00:00`) + 24 * hour);
    return counted !== (isWorkday(day) ? dayMs : 0);
  });
  expect(differing).toEqual([]);
});

describe('what a calendar may ask for is bounded', () => {
  it.each([
    ['a year no computer counts to', { years: [2026, 1e15] }],
    ['a year before ours', { years: [1, 2026] }],
    ['a holiday at the end of time', { holidays: { '9999-10-01': '国庆节' } }],
    ['a make-up day before there were computers', { makeUpDays: { '0001-01-06': '元旦' } }],
  ])('%s: it is none', (_, odd) => {
    expect(scaleOf({ ...calendar.values, ...odd })).toBeNull();
  });

  it('days off two hundred years apart count, and between them every week does', () => {
    const wide = scaleOf({
      ...calendar.values,
      years: [1970, 2200],
      yearly: {},
      holidays: { '1970-01-05': '一', '2200-12-29': '二' },
      makeUpDays: {},
    });
    // 1970-01-05 and 2200-12-29 are Mondays.
    expect(wide?.between(at('1970-01-05 08:30'), at('1970-01-05 17:30'))).toBe(0);
    expect(wide?.between(at('2200-12-29 08:30'), at('2200-12-30 17:30'))).toBe(7 * hour);
    expect(wide?.between(at('2026-10-05 00:00'), at('2026-10-12 00:00'))).toBe(35 * hour);
    expect(wide?.between(at('2201-12-28 00:00'), at('2202-01-04 00:00'))).toBe(35 * hour);
    expect(wide?.between(at('1969-12-29 00:00'), at('1970-01-05 00:00'))).toBe(35 * hour);
  });
});

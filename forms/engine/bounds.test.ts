import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { boundProblems, boundsOf } from './bounds.ts';
import { addedDay, asDay, dayMs, dayMsOf, dayOfMoment, lengthOf } from './days.ts';
import type { Scope } from './expression.ts';
import { shapeProblems } from './shape.ts';
import type { FieldDefinition } from './types.ts';

const field = (kind: FieldDefinition['kind'], bounds?: FieldDefinition['bounds']): FieldDefinition =>
  bounds === undefined ? { key: 'f', kind } : { key: 'f', kind, bounds };
const keywords = (found: ReturnType<typeof shapeProblems>): readonly string[] => found.map(({ keyword }) => keyword);
const outside = (one: FieldDefinition, value: Json, scope: Scope = {}) => boundProblems(one, one.key, value, scope);
const now = '2026-12-31T17:00:00.000Z'; // 1 January 2027, 01:00 in China

describe('the shape of days', () => {
  it.each<[FieldDefinition['kind'], Json, readonly string[]]>([
    ['day', '2028-02-29', []],
    ['day', '2026-02-30', ['dayUnread']],
    ['day', '2027-02-29', ['dayUnread']],
    ['day', '2027-3-1', ['dayUnread']],
    ['day', '1899-12-31', ['dayUnread']],
    ['day', 'next week', ['dayUnread']],
    ['day', 20270331, ['type']],
    ['days', { from: '2026-12-20', to: '2027-01-10' }, []],
    ['days', { from: '2027-01-10', to: '2027-01-10' }, []],
    ['days', { from: '2027-01-10', to: '2026-12-20' }, ['period']],
    ['days', { from: '2027-01-10' }, ['endMissing']],
    ['days', { from: '2027-01-10', to: 'later' }, ['dayUnread']],
    ['days', { from: '2027-01-10', to: '2027-01-11', note: '' }, ['additionalProperties']],
    ['time', '2026-12-31T17:00:00.000Z', []],
    ['time', '2026-12-31 25:99', ['timeUnread']],
    ['timeWindow', { start: '2026-12-31T15:00:00.000Z', end: '2026-12-31T21:00:00.000Z' }, []],
    ['timeWindow', { start: '2026-12-31T15:00:00.000Z', end: '2028-12-31T21:00:00.000Z' }, []],
    ['timeWindow', { start: '2026-12-31T21:00:00.000Z', end: '2026-12-31T15:00:00.000Z' }, ['window']],
    ['timeWindow', { start: '2026-12-31T21:00:00.000Z' }, ['endMissing']],
    ['timeWindow', { start: 'soon', end: '2026-12-31T15:00:00.000Z' }, ['timeUnread']],
  ])('%s %j: %j', (kind, value, problems) => {
    expect(keywords(shapeProblems(field(kind), value))).toEqual(problems);
  });
});

describe('bounds', () => {
  it('"not in the future" is the day in the zone of the calendar, with minutes to spare', () => {
    const past = field('day', { latest: 'now' });
    expect(outside(past, '2027-01-01', { now })).toEqual([]);
    expect(outside(past, '2027-01-02', { now })).toEqual([
      { field: 'f', keyword: 'latest', params: { limit: '2027-01-01' } },
    ]);
    const greenwich = { settings: { calendar: { utcOffsetMinutes: 0 } } };
    expect(keywords(outside(past, '2027-01-01', { now, ...greenwich }))).toEqual(['latest']);
    // Four minutes before midnight an office clock that is a little ahead has tomorrow already.
    expect(outside(past, '2027-01-01', { now: '2026-12-31T15:56:00.000Z' })).toEqual([]);
    const moment = field('time', { latest: 'now' });
    expect(outside(moment, '2026-12-31T17:04:00.000Z', { now })).toEqual([]);
    expect(keywords(outside(moment, '2026-12-31T17:06:00.000Z', { now }))).toEqual(['latest']);
  });

  it('a bound that is not known binds nobody, and without a now none that names it', () => {
    const one = field('day', { earliest: 'fields.signed', latest: 'addDays(now, 30)' });
    expect(outside(one, '1990-01-01', { fields: { signed: null } })).toEqual([]);
    expect(boundsOf(one, { fields: { signed: '2026-05-01' } })).toEqual({ earliest: '2026-05-01' });
    expect(outside(one, '2026-04-30', { fields: { signed: '2026-05-01' } })).toMatchObject([
      { keyword: 'earliest', params: { limit: '2026-05-01' } },
    ]);
  });

  it('a window ends on the latest day until that day ends, and is measured in hours', () => {
    const night = field('timeWindow', { latest: '"2026-12-31"', longest: '6', shortest: '1' });
    const window = (start: string, end: string): Json => ({ start, end });
    expect(outside(night, window('2026-12-31T12:00:00.000Z', '2026-12-31T16:00:00.000Z'))).toEqual([]);
    expect(outside(night, window('2026-12-31T15:00:00.000Z', '2026-12-31T21:01:00.000Z'))).toEqual([
      { field: 'f', keyword: 'latest', params: { limit: '2026-12-31' } },
      { field: 'f', keyword: 'longestHours', params: { limit: 6 } },
    ]);
    expect(keywords(outside(night, window('2026-12-31T15:00:00.000Z', '2026-12-31T15:30:00.000Z')))).toEqual([
      'shortestHours',
    ]);
  });

  it('a period is measured in days, the first and the last counted', () => {
    const trial = field('days', { longest: '30', shortest: '2' });
    expect(outside(trial, { from: '2026-12-20', to: '2027-01-18' })).toEqual([]);
    expect(keywords(outside(trial, { from: '2026-12-20', to: '2027-01-19' }))).toEqual(['longestDays']);
    expect(keywords(outside(trial, { from: '2026-12-20', to: '2026-12-20' }))).toEqual(['shortestDays']);
  });
});

describe('days of every kind, wherever the device is', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const days = fc
    .date({ min: new Date('1903-01-01'), max: new Date('2196-11-30'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const zones = fc.constantFrom('Asia/Shanghai', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Kiritimati', 'UTC');

  it('a day is itself in every zone, and its neighbours are outside its bounds', () => {
    fc.assert(
      fc.property(days, zones, fc.integer({ min: 1, max: 800 }), (day, tz, count) => {
        process.env.TZ = tz;
        const later = addedDay(day, count);
        expect(shapeProblems(field('day'), day)).toEqual([]);
        expect(dayOfMoment(day, -600)).toBe(day);
        expect(asDay(day)).toBe(day);
        expect(addedDay(later, -count)).toBe(day);
        const exact = field('day', { earliest: `"${day}"`, latest: `"${day}"` });
        expect(outside(exact, day)).toEqual([]);
        expect(keywords(outside(exact, later))).toEqual(['latest']);
        expect(keywords(outside(exact, addedDay(day, -count)))).toEqual(['earliest']);
        expect(lengthOf({ from: day, to: later })).toBe(count + 1);
        expect((dayMsOf(later) ?? 0) - (dayMsOf(day) ?? 0)).toBe(count * dayMs);
      }),
    );
  });

  it('a moment of an older version becomes the day it lay in at home, not on the device', () => {
    fc.assert(
      fc.property(days, zones, fc.integer({ min: 0, max: 1439 }), (day, tz, minutes) => {
        process.env.TZ = tz;
        const moment = new Date(Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000).toISOString();
        expect(asDay(moment)).toBe(day);
      }),
    );
  });

  it('what was accepted with a now is accepted without one, for ever', () => {
    const ahead = field('day', { earliest: 'addDays(now, -30)', latest: 'addDays(now, 90)' });
    fc.assert(
      fc.property(days, (day) => {
        expect(outside(ahead, day)).toEqual([]);
        expect(outside(ahead, day, { now: `${day}T04:00:00.000Z` })).toEqual([]);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { occurrencesBetween, parseRule } from './rule.ts';

const start = '2026-01-05T09:00';
/** The first occurrences, by date. */
function dates(text: string, to = '2026-12-31T23:59', from = start): readonly string[] {
  const rule = parseRule(text, start, 480);
  if (!rule.ok) throw new Error(rule.problem.code);
  return occurrencesBetween(rule.value, from, to).map((local) => local.slice(0, 10));
}
const code = (text: string, from = start): string => {
  const rule = parseRule(text, from, 480);
  return rule.ok ? 'ok' : rule.problem.code;
};

describe('rules of RFC 5545', () => {
  it.each([
    ['FREQ=DAILY;COUNT=3', ['2026-01-05', '2026-01-06', '2026-01-07']],
    ['RRULE:FREQ=DAILY;INTERVAL=10;UNTIL=20260126', ['2026-01-05', '2026-01-15', '2026-01-25']],
    ['FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4', ['2026-01-05', '2026-01-08', '2026-01-12', '2026-01-15']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=3', ['2026-01-07', '2026-01-21', '2026-02-04']],
    ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', ['2026-01-30', '2026-02-27']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2', ['2026-01-30', '2026-02-27']],
    ['FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1;COUNT=3', ['2026-03-01', '2026-09-01', '2027-03-01']],
    ['FREQ=DAILY;COUNT=4\nEXDATE:20260106T090000\nEXDATE;VALUE=DATE:20260107', ['2026-01-05', '2026-01-08']],
    // Zeros and plus signs before a number, as RFC 5545 allows and other calendars write them.
    ['FREQ=MONTHLY;BYMONTHDAY=05;COUNT=02', ['2026-01-05', '2026-02-05']],
    ['FREQ=YEARLY;BYMONTH=03,09;BYMONTHDAY=+01;COUNT=2', ['2026-03-01', '2026-09-01']],
    ['FREQ=MONTHLY;INTERVAL=01;BYDAY=+02MO;COUNT=2', ['2026-01-12', '2026-02-09']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=+01;COUNT=2', ['2026-02-02', '2026-03-02']],
    ['FREQ=YEARLY;BYMONTH=02;BYMONTHDAY=029;COUNT=1', 'plan.ruleInvalid'],
    // Times of UTC and of another zone name the same moment as the calendar's own.
    ['FREQ=DAILY;COUNT=3\nEXDATE:20260106T010000Z', ['2026-01-05', '2026-01-07']],
    ['FREQ=DAILY;COUNT=3\nEXDATE;TZID=America/New_York:20260105T200000', ['2026-01-05', '2026-01-07']],
    ['FREQ=DAILY;COUNT=3\nEXDATE;TZID=Asia/Shanghai:20260106T090000, 20260107T090000', ['2026-01-05']],
  ])('%s', (text, expected) => {
    if (typeof expected === 'string') expect(code(text)).toBe(expected);
    else expect(dates(text, '2028-01-01T00:00')).toEqual(expected);
  });

  it('keeps its time of day, and ends with the day of UNTIL or at its moment', () => {
    const rule = parseRule('FREQ=DAILY;UNTIL=20260107T010000Z', start, 480);
    expect(rule.ok && occurrencesBetween(rule.value, start, '2027-01-01T00:00')).toEqual([
      '2026-01-05T09:00',
      '2026-01-06T09:00',
      '2026-01-07T09:00',
    ]);
    expect(dates('FREQ=DAILY;UNTIL=20260107T005959Z')).toHaveLength(2);
  });

  it('a span far from the start has the same days as a walk from it', () => {
    for (const text of ['FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU', 'FREQ=WEEKLY;INTERVAL=2']) {
      const all = dates(text, '2031-12-31T23:59');
      const late = dates(text, '2031-12-31T23:59', '2031-03-01T00:00');
      expect(late.length).toBeGreaterThan(10);
      expect(late).toEqual(all.filter((date) => date >= '2031-03-01'));
    }
  });

  it.each([
    ['FREQ=SOMETIMES', 'plan.ruleInvalid'],
    ['INTERVAL=2', 'plan.ruleInvalid'],
    ['FREQ=DAILY;INTERVAL=x', 'plan.ruleInvalid'],
    ['FREQ=DAILY;INTERVAL=0', 'plan.ruleInvalid'],
    ['FREQ=DAILY;COUNT=5;UNTIL=20260110', 'plan.ruleInvalid'],
    ['FREQ=DAILY;FREQ=DAILY', 'plan.ruleInvalid'],
    ['FREQ=DAILY;UNTIL=20269999', 'plan.ruleInvalid'],
    ['FREQ=DAILY;UNTIL=20270230', 'plan.ruleInvalid'],
    ['FREQ=DAILY;UNTIL=20270229T080000Z', 'plan.ruleInvalid'],
    ['FREQ=DAILY;UNTIL=20270301T250000', 'plan.ruleInvalid'],
    ['FREQ=DAILY\nEXDATE:20270230T090000', 'plan.ruleInvalid'],
    ['FREQ=DAILY\nEXDATE;TZID=Mars/Base:20270228T090000', 'plan.ruleInvalid'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'plan.ruleInvalid'],
    ['FREQ=DAILY;BYMONTH=04,06;BYMONTHDAY=031', 'plan.ruleInvalid'],
    ['FREQ=DAILY;BYMONTH=04,06;BYMONTHDAY=31', 'plan.ruleEmpty'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'plan.ruleInvalid'],
    ['FREQ=WEEKLY;BYDAY=XX', 'plan.ruleInvalid'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'plan.ruleInvalid'],
    ['FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2', 'plan.ruleInvalid'],
    ['FREQ=DAILY;BYHOUR=8', 'plan.ruleInvalid'],
    ['DTSTART:20260101T090000\nFREQ=DAILY', 'plan.ruleInvalid'],
    ['FREQ=DAILY\nEXDATE:tomorrow', 'plan.ruleInvalid'],
    ['', 'plan.ruleInvalid'],
    ['FREQ=HOURLY', 'plan.ruleTooOften'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'plan.ruleEmpty'],
    ['FREQ=DAILY;BYMONTH=4,6;BYMONTHDAY=31', 'plan.ruleEmpty'],
    ['FREQ=DAILY;INTERVAL=7;BYDAY=TU', 'plan.ruleEmpty'],
    ['FREQ=DAILY;UNTIL=20251231', 'plan.ruleEmpty'],
    ['FREQ=DAILY;COUNT=1\nEXDATE:20260105', 'plan.ruleEmpty'],
  ])('refuses %s', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it('refuses a start that is no day', () => {
    expect(code('FREQ=DAILY', '2026-02-30T09:00')).toBe('plan.startInvalid');
  });
});

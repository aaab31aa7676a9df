import { describe, expect, it } from 'vitest';
import { emptyRule, readRule, ruleText } from './rule-text.ts';

describe('the rule builder', () => {
  it.each([
    [{ every: 'day' }, 'FREQ=DAILY'],
    [{ every: 'week', weekdays: [4, 1], interval: 2 }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'],
    [{ every: 'month', monthBy: 'date', monthDay: 15 }, 'FREQ=MONTHLY;BYMONTHDAY=15'],
    [{ every: 'month', monthBy: 'lastDay', ends: 'count', count: 6 }, 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=6'],
    [{ every: 'month', monthBy: 'weekday', nth: -1, weekday: 5 }, 'FREQ=MONTHLY;BYDAY=-1FR'],
    [{ every: 'week', weekdays: [3], ends: 'until', until: '2026-12-31' }, 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231'],
  ] as const)('%j is %s, and is read back', (part, text) => {
    expect(ruleText({ ...emptyRule, ...part })).toBe(text);
    expect(readRule(text)).toMatchObject({
      ...part,
      ...('weekdays' in part ? { weekdays: [...part.weekdays].sort() } : {}),
    });
    expect(ruleText(readRule(text))).toBe(text);
  });

  it.each(['FREQ=YEARLY;BYMONTH=3', 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'FREQ=DAILY\nEXDATE:20260101', 'nonsense'])(
    '%j stays as it was written',
    (text) => {
      expect(readRule(text)).toMatchObject({ every: 'own', own: text });
      expect(ruleText(readRule(text))).toBe(text);
    },
  );
});

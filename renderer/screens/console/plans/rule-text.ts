/** A rule as the builder holds it. `own`: written by hand, for what the builder has no controls for. */
export type RuleDraft = {
  readonly every: 'day' | 'week' | 'month' | 'own';
  /** text, here and below: written, and not yet a number that may stand there */
  readonly interval: number | string;
  /** of a week, 1 Monday … 7 Sunday */
  readonly weekdays: readonly number[];
  readonly monthBy: 'date' | 'lastDay' | 'weekday';
  readonly monthDay: number | string;
  /** which weekday of a month: 1…4, -1 the last */
  readonly nth: number;
  readonly weekday: number;
  readonly ends: 'never' | 'count' | 'until';
  readonly count: number | string;
  /** `YYYY-MM-DD` */
  readonly until: string;
  readonly own: string;
};

export const emptyRule: RuleDraft = {
  every: 'week',
  interval: 1,
  weekdays: [1],
  monthBy: 'date',
  monthDay: 1,
  nth: 1,
  weekday: 1,
  ends: 'never',
  count: 10,
  until: '',
  own: '',
};

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const frequency = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const;
const dayOf = (weekday: number): string => days[weekday - 1] ?? 'MO';

/** The rule as RFC 5545 writes it. */
export function ruleText(rule: RuleDraft): string {
  if (rule.every === 'own') return rule.own.trim();
  const parts = [`FREQ=${frequency[rule.every]}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.every === 'week' && rule.weekdays.length > 0)
    parts.push(`BYDAY=${[...rule.weekdays].sort().map(dayOf).join(',')}`);
  if (rule.every === 'month') {
    if (rule.monthBy === 'date') parts.push(`BYMONTHDAY=${rule.monthDay}`);
    if (rule.monthBy === 'lastDay') parts.push('BYMONTHDAY=-1');
    if (rule.monthBy === 'weekday') parts.push(`BYDAY=${rule.nth}${dayOf(rule.weekday)}`);
  }
  if (rule.ends === 'count') parts.push(`COUNT=${rule.count}`);
  if (rule.ends === 'until' && rule.until !== '') parts.push(`UNTIL=${rule.until.replaceAll('-', '')}`);
  return parts.join(';');
}

/** A rule as the builder would have made it; what it cannot show stays the text that it is. */
export function readRule(text: string): RuleDraft {
  const own: RuleDraft = { ...emptyRule, every: 'own', own: text };
  const named = new Map(
    text
      .trim()
      .split(';')
      .map((part) => part.split('=') as [string, string | undefined]),
  );
  const every = (['day', 'week', 'month'] as const).find((one) => frequency[one] === named.get('FREQ'));
  if (every === undefined) return own;
  const until = named.get('UNTIL');
  const byDay = named.get('BYDAY') ?? '';
  const nth = /^(-?\d)([A-Z]{2})$/.exec(byDay);
  const monthDay = named.get('BYMONTHDAY');
  const read: RuleDraft = {
    ...own,
    every,
    interval: Number(named.get('INTERVAL') ?? 1),
    weekdays:
      every === 'week'
        ? byDay
            .split(',')
            .map((day) => days.indexOf(day as 'MO') + 1)
            .filter((n) => n > 0)
        : [1],
    monthBy: nth !== null ? 'weekday' : monthDay === '-1' ? 'lastDay' : 'date',
    monthDay: Number(monthDay ?? 1),
    nth: Number(nth?.[1] ?? 1),
    weekday: days.indexOf((nth?.[2] ?? 'MO') as 'MO') + 1,
    ends: named.has('COUNT') ? 'count' : until === undefined ? 'never' : 'until',
    count: Number(named.get('COUNT') ?? emptyRule.count),
    until: until === undefined ? '' : `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`,
  };
  return ruleText(read) === text.trim() ? { ...read, own: '' } : own;
}

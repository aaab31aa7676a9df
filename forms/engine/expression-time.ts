import { dayFromMs, dayMs, dayMsOf, isDay } from './days.ts';

const minuteMs = 60_000;

/** Milliseconds since the epoch of an ISO time; text that is no time is not known. */
function moment(value: unknown): number {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw new Error('not a time');
  return ms;
}

/** The moment as a calendar date in a fixed offset from UTC (minutes), so that no device's zone enters. */
const shifted = (value: unknown, offsetMinutes: unknown): Date =>
  new Date(dayMsOf(value) ?? moment(value) + Number(offsetMinutes) * minuteMs);

/** Functions over ISO times; `offset` is minutes east of UTC (`settings.calendar.utcOffsetMinutes`). README.md is their reference. */
export const timeFunctions: readonly {
  readonly signature: string;
  readonly run: (...given: readonly unknown[]) => unknown;
}[] = [
  { signature: 'localDate(dyn, dyn): string', run: (at, offset) => shifted(at, offset).toISOString().slice(0, 10) },
  { signature: 'dayOfMonth(dyn, dyn): double', run: (at, offset) => shifted(at, offset).getUTCDate() },
  { signature: 'monthOf(dyn, dyn): double', run: (at, offset) => shifted(at, offset).getUTCMonth() + 1 },
  { signature: 'daysBetween(dyn, dyn): double', run: (from, to) => (moment(to) - moment(from)) / dayMs },
  { signature: 'isBefore(dyn, dyn): bool', run: (a, b) => moment(a) < moment(b) },
  { signature: 'addMonths(dyn, dyn): string', run: addMonths },
  { signature: 'addDays(dyn, dyn): string', run: addDays },
  { signature: 'startOfMonth(dyn, dyn): string', run: startOfMonth },
  { signature: 'daysIn(dyn): double', run: daysIn },
];

/** Adds whole days: a day gives the later day, a moment gives the later moment. */
function addDays(at: unknown, days: unknown): string {
  const ms = moment(at) + Number(days) * dayMs;
  return isDay(at) ? dayFromMs(ms) : isoOf(ms);
}

/** How many days a period of days has; both ends count. */
function daysIn(period: unknown): number {
  const { from, to } = period as { readonly from?: unknown; readonly to?: unknown };
  const [first, last] = [dayMsOf(from), dayMsOf(to)];
  if (first === null || last === null) throw new Error('no period of days');
  return (last - first) / dayMs + 1;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** The first moment of the calendar month that the time lies in. */
function startOfMonth(at: unknown, offsetMinutes: unknown): string {
  const date = shifted(at, offsetMinutes);
  return isoOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) - Number(offsetMinutes) * minuteMs);
}

/** The same day some months on, or that month's last day where it has none. */
function addMonths(at: unknown, months: unknown): string {
  const date = new Date(moment(at));
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + Number(months));
  date.setUTCDate(Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()));
  return isDay(at) ? date.toISOString().slice(0, 10) : date.toISOString();
}

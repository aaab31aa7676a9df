/** What of settings `calendar` says which days are worked. Dates are `YYYY-MM-DD` in the calendar's zone. */
export type WorkCalendar = {
  /** minutes east of UTC; fixed, no daylight saving */
  readonly utcOffsetMinutes: number;
  /** 1 Monday … 7 Sunday */
  readonly weekdays: readonly number[];
  /** date → its name */
  readonly holidays: Readonly<Record<string, unknown>>;
  /** weekend days that are worked for a holiday (调休) */
  readonly makeUpDays: Readonly<Record<string, unknown>>;
};

/** Why a day is not worked; null: it is. `name` where the calendar has one. */
export type DayOff = { readonly kind: 'holiday' | 'weekend'; readonly name: string | null } | null;

export function dayOff({ weekdays, holidays, makeUpDays }: WorkCalendar, date: string): DayOff {
  if (Object.hasOwn(makeUpDays, date)) return null;
  const name = holidays[date];
  if (name !== undefined) return { kind: 'holiday', name: typeof name === 'string' ? name : null };
  return weekdays.includes(weekdayOf(date)) ? null : { kind: 'weekend', name: null };
}

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The longest row of days off that is looked past; a calendar that never works has no next working day. */
const farthest = 40;

/** The nearest working day in a direction, or null where there is none near. */
export function nearestWorkingDay(calendar: WorkCalendar, date: string, direction: 1 | -1): string | null {
  for (let days = 1; days <= farthest; days += 1) {
    const other = addDays(date, direction * days);
    if (dayOff(calendar, other) === null) return other;
  }
  return null;
}

/** Settings `calendar` as they are stored; what is missing counts as: Monday to Friday, no holidays, UTC+8. */
export function workCalendar(values: Readonly<Record<string, unknown>>): WorkCalendar {
  const { utcOffsetMinutes, weekdays, holidays, makeUpDays } = values;
  const days = (given: unknown): Readonly<Record<string, unknown>> =>
    typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Record<string, unknown>) : {};
  return {
    utcOffsetMinutes: typeof utcOffsetMinutes === 'number' ? utcOffsetMinutes : 480,
    weekdays: Array.isArray(weekdays) ? weekdays.filter((day) => typeof day === 'number') : [1, 2, 3, 4, 5],
    holidays: days(holidays),
    makeUpDays: days(makeUpDays),
  };
}

/** A local `YYYY-MM-DDTHH:mm` of the calendar as ISO, and back. */
export const instantOf = ({ utcOffsetMinutes }: WorkCalendar, local: string): string =>
  new Date(Date.parse(`${local}:00Z`) - utcOffsetMinutes * 60_000).toISOString();
export const localOf = ({ utcOffsetMinutes }: WorkCalendar, at: number): string =>
  new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 16);

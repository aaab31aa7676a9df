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
  /** years whose days off and make-up days are all here */
  readonly years: readonly number[];
  /** `MM-DD` → its name: off in every year, also in one whose days are not here yet */
  readonly yearly: Readonly<Record<string, unknown>>;
  /** how long before a year begins without its days somebody is asked for them */
  readonly askAheadDays: number;
};

/** Why a day is not worked; null: it is. `name` where the calendar has one. */
export type DayOff = { readonly kind: 'holiday' | 'weekend'; readonly name: string | null } | null;

export function dayOff(calendar: WorkCalendar, date: string): DayOff {
  const { weekdays, holidays, makeUpDays, yearly } = calendar;
  if (Object.hasOwn(makeUpDays, date)) return null;
  const name = holidays[date] ?? (knowsYear(calendar, date) ? undefined : yearly[date.slice(5)]);
  if (name !== undefined) return { kind: 'holiday', name: typeof name === 'string' ? name : null };
  return weekdays.includes(weekdayOf(date)) ? null : { kind: 'weekend', name: null };
}

/** Are the days off and make-up days of this day's year all known? Where not, only weekends and what is off every year are. */
export const knowsYear = ({ years }: WorkCalendar, date: string): boolean => years.includes(Number(date.slice(0, 4)));

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
  const { utcOffsetMinutes, weekdays, holidays, makeUpDays, years, yearly, askAheadDays } = values;
  const days = (given: unknown): Readonly<Record<string, unknown>> =>
    typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Record<string, unknown>) : {};
  return {
    utcOffsetMinutes: typeof utcOffsetMinutes === 'number' ? utcOffsetMinutes : 480,
    weekdays: Array.isArray(weekdays) ? weekdays.filter((day) => typeof day === 'number') : [1, 2, 3, 4, 5],
    holidays: days(holidays),
    makeUpDays: days(makeUpDays),
    years: Array.isArray(years) ? years.filter((year) => typeof year === 'number') : [],
    yearly: days(yearly),
    askAheadDays: typeof askAheadDays === 'number' ? askAheadDays : 60,
  };
}

/** A local `YYYY-MM-DDTHH:mm` of the calendar as ISO, and back. */
export const instantOf = ({ utcOffsetMinutes }: WorkCalendar, local: string): string =>
  new Date(Date.parse(`${local}:00Z`) - utcOffsetMinutes * 60_000).toISOString();
export const localOf = ({ utcOffsetMinutes }: WorkCalendar, at: number): string =>
  new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 16);

/** A year whose days off are asked for, and since when, ISO. */
export type MissingYear = { readonly year: number; readonly since: string };

/** Years that have begun, or begin within `askAheadDays`, and whose days off and make-up days are not in the calendar. */
export function missingYears(calendar: WorkCalendar, now: number): readonly MissingYear[] {
  const ahead = calendar.askAheadDays * 86_400_000;
  const [from, to] = [now, now + ahead].map((at) => Number(localOf(calendar, at).slice(0, 4)));
  return [...new Set([from, to])].flatMap((year) => {
    if (year === undefined || calendar.years.includes(year)) return [];
    const begins = Date.parse(instantOf(calendar, `${year}-01-01T00:00`));
    return [{ year, since: new Date(begins - ahead).toISOString() }];
  });
}

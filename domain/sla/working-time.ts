import { WorkingCalendar } from './calendar.ts';

/** What counts as time for an SLA. Moments are ms since the epoch. */
export type TimeScale = {
  /** The first moment at which this much counted time (whole ms) has passed since `from`; `from` itself for none. */
  readonly after: (from: number, countedMs: number) => number;
  /** Counted ms between two moments; 0 when `to` is not later. */
  readonly between: (from: number, to: number) => number;
  /** Counted ms of one day: what `limitDays` multiplies. */
  readonly dayMs: number;
  /** Are the holidays of every year of this span known? Where not, only its weekends are. */
  readonly knows: (from: number, to: number) => boolean;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The clock on the wall: every millisecond counts. */
export const calendarTime: TimeScale = {
  after: (from, countedMs) => from + countedMs,
  between: (from, to) => Math.max(0, to - from),
  dayMs,
  knows: () => true,
};

/**
 * Office hours of working days, make-up days included. Weekdays are counted in closed form and exceptions by a table, so a
 * clock costs some microseconds however long it runs.
 */
export function workingTime(calendar: WorkingCalendar): TimeScale {
  const offset = calendar.utcOffsetMinutes * minuteMs;
  const hours = calendar.officeHours.map(([from, to]) => ({ open: clockMs(from), close: clockMs(to) }));
  const openMs = hours.reduce((sum, { open, close }) => sum + close - open, 0);
  const { before, withCount } = workingDays(calendar);
  const years = new Set(calendar.years);
  const yearOf = (moment: number): number => new Date(moment + offset).getUTCFullYear();

  /** Counted ms since a fixed moment long ago. */
  function counted(moment: number): number {
    const day = Math.floor((moment + offset) / dayMs);
    let sum = before(day) * openMs;
    if (before(day + 1) * openMs === sum) return sum;
    const time = moment + offset - day * dayMs;
    for (const { open, close } of hours) if (time > open) sum += Math.min(time, close) - open;
    return sum;
  }

  return {
    dayMs: openMs,
    between: (from, to) => (to > from ? counted(to) - counted(from) : 0),
    after: (from, countedMs) => {
      if (countedMs <= 0) return from;
      const target = counted(from) + countedMs;
      const count = Math.ceil(target / openMs);
      const midnight = withCount(count) * dayMs - offset;
      let left = target - (count - 1) * openMs;
      for (const { open, close } of hours) {
        if (left <= close - open) return midnight + open + left;
        left -= close - open;
      }
      throw new Error('a working day ended before its office hours');
    },
    knows: (from, to) => {
      for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!years.has(year)) return false;
      return true;
    },
  };
}

/** `HH:MM` → ms of the day. */
const clockMs = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minuteMs;

/** Working days by local day number (days since 1970-01-01), counted from a fixed Sunday; only differences mean anything. */
type WorkingDays = {
  /** working days before this day */
  readonly before: (day: number) => number;
  /** the first day by whose end there have been this many */
  readonly withCount: (count: number) => number;
};

/** Years on either side of the known ones in which the days that are off every year count. */
const yearlyFor = 10;

/** Days that are off every year, in the years around the known ones that are not known. */
function yearlyDays({ years, yearly }: WorkingCalendar): readonly string[] {
  if (years.length === 0) return [];
  const known = new Set(years);
  const [first, last] = [Math.min(...years) - yearlyFor, Math.max(...years) + yearlyFor];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .filter((year) => !known.has(year))
    .flatMap((year) => Object.keys(yearly).map((day) => `${year}-${day}`))
    .filter((date) => new Date(`${date}T00:00:00Z`).toISOString().startsWith(date));
}

function workingDays(calendar: WorkingCalendar): WorkingDays {
  const { weekdays, makeUpDays } = calendar;
  const off = new Set([...Object.keys(calendar.holidays), ...yearlyDays(calendar)]);
  const isWeekday = [0, 1, 2, 3, 4, 5, 6].map((one) => weekdays.includes(one === 0 ? 7 : one));
  const inWeek = isWeekday.map((_, index) => isWeekday.slice(0, index).filter(Boolean).length);
  const perWeek = isWeekday.filter(Boolean).length;
  // 1970-01-01 was a Thursday: four days after a Sunday.
  const weekdayOf = (day: number): number => day + 4 - 7 * Math.floor((day + 4) / 7);
  const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;
  const exceptions = [
    ...Object.keys(makeUpDays).map((date) => ({ day: dayNumber(date), by: 1 })),
    ...[...off].filter((date) => !(date in makeUpDays)).map((date) => ({ day: dayNumber(date), by: -1 })),
  ]
    .filter(({ day, by }) => (isWeekday[weekdayOf(day)] === true) === by < 0)
    .sort((a, b) => a.day - b.day);
  const changed = changesByDay(exceptions);
  const before = (day: number): number =>
    Math.floor((day + 4) / 7) * perWeek + (inWeek[weekdayOf(day)] ?? 0) + changed(day);
  return {
    before,
    withCount: (count) => {
      // Where only weekdays are counted; the exceptions move it by some days either way.
      let day = Math.floor((count * 7) / perWeek) - 4;
      while (before(day + 1) < count) day += Math.max(1, count - before(day + 1));
      while (before(day) >= count) day -= Math.max(1, before(day) - count);
      return day;
    },
  };
}

/**
 * Answers how many working days the exceptions before a day add or take away. It reads them from a table with an entry for each day from
 * the first exception to the last (some 30 KB for twenty years), so that an answer costs the same however many exceptions there are.
 *
 * @param exceptions sorted by day; `by` is 1 for a day that is worked in addition, -1 for one that is off
 */
function changesByDay(exceptions: readonly { readonly day: number; readonly by: number }[]): (day: number) => number {
  const first = exceptions[0]?.day ?? 0;
  const last = exceptions.at(-1)?.day ?? first;
  const table = new Int32Array(last - first + 2);
  for (const { day, by } of exceptions) table[day - first + 1] = (table[day - first + 1] ?? 0) + by;
  for (let at = 1; at < table.length; at += 1) table[at] = (table[at] ?? 0) + (table[at - 1] ?? 0);
  return (day) => (day <= first ? 0 : (table[Math.min(day - first, table.length - 1)] ?? 0));
}

const made = new WeakMap<object, TimeScale | null>();

/** The time scale of settings `calendar` by their values; null when they are not a calendar. Made once per object: 10 000 orders pin the same. */
export function scaleOf(values: object): TimeScale | null {
  const known = made.get(values);
  if (known !== undefined) return known;
  const read = WorkingCalendar.safeParse(values);
  const scale = read.success ? workingTime(read.data) : null;
  made.set(values, scale);
  return scale;
}

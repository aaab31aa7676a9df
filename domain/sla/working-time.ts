import type { WorkingCalendar } from './calendar.ts';

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
 * Office hours of working days, make-up days included. Weekdays are counted in closed form and exceptions by binary search, so a
 * clock costs some microseconds however long it runs.
 */
export function workingTime(calendar: WorkingCalendar): TimeScale {
  const offset = calendar.utcOffsetMinutes * minuteMs;
  const hours = calendar.officeHours.map(([from, to]) => ({ open: clockMs(from), close: clockMs(to) }));
  const openMs = hours.reduce((sum, { open, close }) => sum + close - open, 0);
  const daysBefore = workingDaysBefore(calendar);
  const years = new Set(calendar.years);
  const dayOf = (moment: number): number => Math.floor((moment + offset) / dayMs);
  const yearOf = (moment: number): number => new Date(moment + offset).getUTCFullYear();

  /** Counted ms since a fixed moment long ago. */
  function counted(moment: number): number {
    const day = dayOf(moment);
    const before = daysBefore(day);
    if (daysBefore(day + 1) === before) return before * openMs;
    const time = moment + offset - day * dayMs;
    return before * openMs + hours.reduce((sum, { open, close }) => sum + Math.max(0, Math.min(time, close) - open), 0);
  }

  /** The first day by whose end there have been this many working days; searched from `day` on. */
  function dayWith(count: number, day: number): number {
    let low = day;
    let high = day + 8;
    while (daysBefore(high + 1) < count) {
      low = high + 1;
      high += 2 * (high - day);
    }
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (daysBefore(middle + 1) >= count) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    dayMs: openMs,
    between: (from, to) => (to > from ? counted(to) - counted(from) : 0),
    after: (from, countedMs) => {
      if (countedMs <= 0) return from;
      const target = counted(from) + countedMs;
      const count = Math.ceil(target / openMs);
      const day = dayWith(count, dayOf(from));
      let left = target - (count - 1) * openMs;
      for (const { open, close } of hours) {
        if (left <= close - open) return day * dayMs + open + left - offset;
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

/** Local day number (days since 1970-01-01) → working days before it, counted from a fixed Sunday; only differences mean anything. */
function workingDaysBefore({ weekdays, holidays, makeUpDays }: WorkingCalendar): (day: number) => number {
  const isWeekday = [0, 1, 2, 3, 4, 5, 6].map((one) => weekdays.includes(one === 0 ? 7 : one));
  const inWeek = isWeekday.map((_, index) => isWeekday.slice(0, index).filter(Boolean).length);
  const perWeek = isWeekday.filter(Boolean).length;
  // 1970-01-01 was a Thursday: four days after a Sunday.
  const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
  const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;
  const exceptions = [
    ...Object.keys(makeUpDays).map((date) => ({ day: dayNumber(date), by: 1 })),
    ...Object.keys(holidays)
      .filter((date) => !(date in makeUpDays))
      .map((date) => ({ day: dayNumber(date), by: -1 })),
  ]
    .filter(({ day, by }) => (isWeekday[weekdayOf(day)] === true) === by < 0)
    .sort((a, b) => a.day - b.day);
  const days = exceptions.map(({ day }) => day);
  let sum = 0;
  const sums = [0, ...exceptions.map(({ by }) => (sum += by))];
  return (day) => {
    const week = Math.floor((day + 4) / 7);
    return week * perWeek + (inWeek[weekdayOf(day)] ?? 0) + (sums[firstNotBelow(days, day)] ?? 0);
  };
}

/** Index of the first of the sorted numbers that is not below `wanted`; their count when all are. */
function firstNotBelow(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { NonWorkingDayRule } from '../documents/plan.ts';
import { type DayOff, dayOff, instantOf, knowsYear, nearestWorkingDay, type WorkCalendar } from './working-day.ts';

/** One occurrence of a plan, and what the calendar makes of it. */
export type PlannedDay = {
  /** as the rule names it, ISO; the name of the run */
  readonly occurrence: string;
  /** when the work is to be done: the same, or shifted to a working day */
  readonly scheduledFor: string;
  /** when its order is made */
  readonly dueAt: string;
  /** why its own day is not worked; null: it is */
  readonly dayOff: DayOff;
  /** false: the days off of a year that it depends on are not known yet; it may fall on one, and moves when they are published */
  readonly calendarKnown: boolean;
  /** no order: its day is not worked, or another occurrence stands on the day it would be shifted to */
  readonly skipped: 'nonWorkingDay' | 'sameDay' | null;
};

type Given = {
  /** occurrences of the rule in order, local `YYYY-MM-DDTHH:mm` */
  readonly occurrences: readonly string[];
  readonly calendar: WorkCalendar;
  readonly onNonWorkingDay: NonWorkingDayRule;
  readonly leadMinutes: number;
};

/**
 * What becomes of each occurrence. One that falls on a day off is kept, skipped, or moved to the nearest working day at the same time of day;
 * several that would meet on one day are one order: a daily round is not made up for eight times after National Day. In order of `dueAt`.
 */
export function plannedDays({ occurrences, calendar, onNonWorkingDay, leadMinutes }: Given): readonly PlannedDay[] {
  const off = occurrences.map((local) => dayOff(calendar, local.slice(0, 10)));
  const taken = new Set(occurrences.filter((_, i) => off[i] === null).map((local) => local.slice(0, 10)));
  const days = occurrences.map((local, i): PlannedDay => {
    const [date = '', time = ''] = local.split('T');
    const why = off[i] ?? null;
    const made = (to: string, skipped: PlannedDay['skipped']): PlannedDay => {
      const scheduledFor = instantOf(calendar, `${to}T${time}`);
      const dueAt = new Date(Date.parse(scheduledFor) - leadMinutes * 60_000).toISOString();
      const calendarKnown =
        onNonWorkingDay === 'keep' || (knowsYear(calendar, date) && (skipped !== null || knowsYear(calendar, to)));
      return { occurrence: instantOf(calendar, local), scheduledFor, dueAt, dayOff: why, calendarKnown, skipped };
    };
    if (why === null || onNonWorkingDay === 'keep') return made(date, null);
    const to =
      onNonWorkingDay === 'skip'
        ? null
        : nearestWorkingDay(calendar, date, onNonWorkingDay === 'nextWorkingDay' ? 1 : -1);
    if (to === null) return made(date, 'nonWorkingDay');
    if (taken.has(to)) return made(to, 'sameDay');
    taken.add(to);
    return made(to, null);
  });
  return days.sort((a, b) => compare(a.dueAt, b.dueAt) || compare(a.occurrence, b.occurrence));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

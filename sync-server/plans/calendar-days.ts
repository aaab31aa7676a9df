import type { PlanTimes } from '../../domain/documents/plan.ts';
import { type PlannedDay, plannedDays } from '../../domain/plan/planned-days.ts';
import { localOf, type WorkCalendar } from '../../domain/plan/working-day.ts';
import { occurrencesBetween, type PlanRule, parseRule } from './rule.ts';

const day = 86_400_000;
/** Days off shift an occurrence less far than this. */
const marginMs = 60 * day;

/** Rules that were read, by plan: reading one anew for each pass costs more than its days. */
const rules = new WeakMap<object, Map<number, PlanRule | null>>();

/** The rule of a plan; null where it cannot be read (any more): such a plan has no days, and its page says so. */
export function ruleOf(times: PlanTimes, { utcOffsetMinutes }: WorkCalendar): PlanRule | null {
  const known = rules.get(times) ?? new Map<number, PlanRule | null>();
  rules.set(times, known);
  const found = known.get(utcOffsetMinutes);
  if (found !== undefined) return found;
  const read = parseRule(times.rule, times.start, utcOffsetMinutes);
  known.set(utcOffsetMinutes, read.ok ? read.value : null);
  return read.ok ? read.value : null;
}

/**
 * What a plan has between two moments (ms), by `scheduledFor`, in order of `dueAt`. Its neighbours are looked at too, so that a span cut
 * anywhere says the same of each day.
 */
export function daysBetween(times: PlanTimes, calendar: WorkCalendar, from: number, to: number): readonly PlannedDay[] {
  const rule = ruleOf(times, calendar);
  if (rule === null) return [];
  const occurrences = occurrencesBetween(rule, localOf(calendar, from - marginMs), localOf(calendar, to + marginMs));
  const { onNonWorkingDay, leadMinutes } = times;
  return plannedDays({ occurrences, calendar, onNonWorkingDay, leadMinutes }).filter(
    ({ scheduledFor }) => Date.parse(scheduledFor) >= from && Date.parse(scheduledFor) <= to,
  );
}

/** The next days from a moment on, those without an order among them, each with why; at most `count`. Looks ten years ahead. */
export function nextDays(times: PlanTimes, calendar: WorkCalendar, from: number, count: number): readonly PlannedDay[] {
  let found: readonly PlannedDay[] = [];
  for (const ahead of [90, 400, 3_700]) {
    found = daysBetween(times, calendar, from, from + ahead * day);
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

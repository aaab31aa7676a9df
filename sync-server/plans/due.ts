import type { PlanDocument, PlanRunDocument } from '../../domain/documents/plan.ts';
import type { PlannedDay } from '../../domain/plan/planned-days.ts';
import type { WorkCalendar } from '../../domain/plan/working-day.ts';
import { daysBetween } from './calendar-days.ts';

/** What has to be done about one occurrence that fell due. */
export type DueStep =
  | { readonly do: 'make'; readonly day: PlannedDay }
  | {
      readonly do: 'record';
      readonly day: PlannedDay;
      readonly state: 'skipped' | 'missed';
      readonly reason: NonNullable<PlanRunDocument['reason']>;
    };

export type Due = {
  readonly steps: readonly DueStep[];
  /** when the next one falls due, ms; null: none in the next days */
  readonly nextAt: number | null;
};

const nothing: Due = { steps: [], nextAt: null };
const lookAheadMs = 2 * 86_400_000;

/**
 * What of a plan is due now and has no run yet. Late is made still within its grace (without one: until the next occurrence that gets an
 * order); later it is missed, and said so. Pure: whoever asks twice gets the same.
 * @param hasRun whether an occurrence has a run already
 * @param recordedTo ms; every occurrence before it has one: nothing before is looked at
 */
export function dueSteps(
  plan: PlanDocument,
  calendar: WorkCalendar,
  hasRun: (occurrence: string) => boolean,
  now: number,
  recordedTo = 0,
): Due {
  if (!plan.active) return nothing;
  const since = Date.parse(plan.since);
  const until = now + plan.leadMinutes * 60_000 + lookAheadMs;
  const days = daysBetween(plan, calendar, Math.max(since, recordedTo), until);
  const steps = days.flatMap((day, i): readonly DueStep[] => {
    if (Date.parse(day.dueAt) > now || hasRun(day.occurrence)) return [];
    if (isPaused(plan, day)) return [{ do: 'record', day, state: 'skipped', reason: 'paused' }];
    if (day.skipped !== null) return [{ do: 'record', day, state: 'skipped', reason: day.skipped }];
    const next = days.slice(i + 1).find(({ skipped }) => skipped === null);
    return now < latest(plan, day, next)
      ? [{ do: 'make', day }]
      : [{ do: 'record', day, state: 'missed', reason: 'tooLate' }];
  });
  const coming = days.find(({ dueAt }) => Date.parse(dueAt) > now);
  return { steps, nextAt: coming === undefined ? null : Date.parse(coming.dueAt) };
}

/** Until when an order may still be made. */
function latest({ graceMinutes, since }: PlanDocument, day: PlannedDay, next: PlannedDay | undefined): number {
  if (graceMinutes !== null) return Math.max(Date.parse(day.dueAt), Date.parse(since)) + graceMinutes * 60_000;
  return next === undefined ? Infinity : Date.parse(next.scheduledFor);
}

function isPaused({ paused }: PlanDocument, { dueAt }: PlannedDay): boolean {
  return paused !== null && dueAt >= paused.from && (paused.to === null || dueAt <= paused.to);
}

/** The part of `bridge/office.ts` about orders that come back by a rule. */
import { z } from 'zod';
import { At, Id } from '../domain/documents/base.ts';
import { type PlanDocument, type PlanRunDocument, PlanTimes, planContent } from '../domain/documents/plan.ts';
import type { PlannedDay } from '../domain/plan/planned-days.ts';
import { call } from './contract.ts';

export type { PlannedDay };
export type Plan = Omit<PlanDocument, '_id' | '_rev' | 'type' | 'schemaVersion'>;
export type PlanRun = Omit<PlanRunDocument, '_id' | '_rev' | 'type' | 'schemaVersion' | 'createdBy'>;

export type PlanSummary = {
  readonly plan: Plan;
  /** the next occurrence that gets an order; null: the rule has ended, or the plan is paused */
  readonly next: PlannedDay | null;
  readonly last: PlanRun | null;
  /** missed and not answered yet */
  readonly missed: readonly PlanRun[];
};
export type OpenPlan = {
  readonly plan: Plan;
  /** newest first */
  readonly runs: readonly PlanRun[];
  readonly next: readonly PlannedDay[];
};
/** Something fell due and got no order: a person makes it now, or lets it be. */
export type PlanNeed = {
  readonly orderId: null;
  readonly planId: string;
  readonly reason: 'planMissed';
  /** when the work was to be done */
  readonly since: string;
  /** the occurrence, as the run is named */
  readonly detail: string;
  readonly title: string;
};

/** The days off of a year that begins soon are not in the calendar: plans and clocks take its weekends and fixed days for all there are. */
export type CalendarNeed = {
  readonly orderId: null;
  readonly planId: null;
  readonly reason: 'calendarMissing';
  /** when the office began to ask */
  readonly since: string;
  /** the year */
  readonly detail: string;
};

const requestKey = z.string().min(1).max(120).optional();
const plan = { planId: Id };

export const planCalls = {
  'plans.list': call<{ plans: readonly PlanSummary[] }>()(z.strictObject({})),
  'plans.open': call<OpenPlan>()(z.strictObject(plan)),
  /** the next occurrences of a plan that is still being written; refused with `plan.…` as creating it would be */
  'plans.preview': call<{ days: readonly PlannedDay[] }>()(
    z.strictObject({ ...PlanTimes.shape, count: z.number().int().min(1).max(50).default(10) }),
  ),
  'plans.create': call<{ planId: string }>()(z.strictObject({ ...planContent, requestKey })),
  /** `seen`: `changedAt` of the plan that was changed; refused with `plan.changedMeanwhile` when it is another by now */
  'plans.change': call<{ planId: string }>()(z.strictObject({ ...plan, seen: At, ...planContent, requestKey })),
  'plans.pause': call<{ planId: string }>()(z.strictObject({ ...plan, paused: z.boolean(), requestKey })),
  'plans.answerMissed': call<{ orderId: string | null }>()(
    z.strictObject({ ...plan, occurrence: At, how: z.enum(['made', 'left']), requestKey }),
  ),
} as const;

const planners = ['dispatcher', 'administrator'] as const;
export const planRoles = {
  'plans.list': planners,
  'plans.open': planners,
  'plans.preview': planners,
  'plans.create': planners,
  'plans.change': planners,
  'plans.pause': planners,
  'plans.answerMissed': planners,
} as const satisfies { readonly [K in keyof typeof planCalls]: readonly string[] };

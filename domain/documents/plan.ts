import { z } from 'zod';
import { At, authored, Id, JsonValue, stored, Words } from './base.ts';
import { Customer, Place } from './work-order.ts';

export const planDocumentId = (planId: string): string => `plan:${planId}`;
/** `occurrence`: as the rule names it, before any shift; so it stays the same when the calendar changes. */
export const planRunId = (planId: string, occurrence: string): string => `planRun:${planId}:${occurrence}`;

/** A local date and time in the calendar's zone, `YYYY-MM-DDTHH:mm`. */
export const LocalTime = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/);

export const nonWorkingDayRules = ['keep', 'skip', 'nextWorkingDay', 'previousWorkingDay'] as const;
export type NonWorkingDayRule = (typeof nonWorkingDayRules)[number];

/** When a plan's orders fall due. */
export const PlanTimes = z.strictObject({
  /** RFC 5545: `RRULE` with or without its name, and `EXDATE` lines; times are local */
  rule: z.string().min(1).max(2000),
  /** the first day and the time of day (RFC 5545 `DTSTART`) */
  start: LocalTime,
  onNonWorkingDay: z.enum(nonWorkingDayRules),
  /** how long before an occurrence its order is made, minutes */
  leadMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 90),
  /** how long after it fell due an order may still be made, minutes; null: until the next one falls due */
  graceMinutes: z
    .number()
    .int()
    .min(1)
    .max(60 * 24 * 365)
    .nullable(),
});
export type PlanTimes = z.infer<typeof PlanTimes>;

/** What each order of a plan is about. */
export const PlanTemplate = z.strictObject({
  customer: Customer,
  place: Place,
  products: z.record(z.string(), JsonValue),
  resources: z.record(z.string(), JsonValue),
  remarks: Words,
  priority: z.enum(['normal', 'urgent']),
});
export type PlanTemplate = z.infer<typeof PlanTemplate>;

/** What a dispatcher says about a plan. */
export const planContent = {
  title: z.string().min(1).max(120),
  orderType: z.string().min(1).max(64),
  ...PlanTimes.shape,
  template: PlanTemplate,
  /** assigned to him when it is made; null: waits to be assigned */
  technicianId: Id.nullable(),
};

/** Office only, mutable, in the office's own database: orders that come back by a rule. */
export const PlanDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('plan'),
  planId: Id,
  ...planContent,
  active: z.boolean(),
  /** occurrences before this are none of this plan's: when it was made, or its rule was changed */
  since: At,
  /** the last pause; what fell due in it is skipped. `to` null: it lasts */
  paused: z.strictObject({ from: At, to: At.nullable() }).nullable(),
  createdAt: At,
  changedAt: At,
  changedBy: z.union([Id, z.literal('office')]),
});
export type PlanDocument = z.infer<typeof PlanDocument>;

/** Why an occurrence has no order. */
export const planRunReasons = ['nonWorkingDay', 'sameDay', 'paused', 'tooLate', 'refused'] as const;

/** Office only: what became of one occurrence. Written once; a missed one is answered by a person afterwards. */
export const PlanRunDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('planRun'),
  planId: Id,
  occurrence: At,
  /** after the shift off a day that is no working day */
  scheduledFor: At,
  state: z.enum(['made', 'missed', 'skipped']),
  orderId: Id.optional(),
  number: z.string().max(40).optional(),
  /** null where it was made as planned */
  reason: z.enum(planRunReasons).nullable(),
  /** problem code where it was refused */
  code: z.string().max(80).optional(),
  at: At,
  /** a missed one: who made it after all, or let it be */
  answered: z.strictObject({ by: Id, at: At, how: z.enum(['made', 'left']) }).optional(),
});
export type PlanRunDocument = z.infer<typeof PlanRunDocument>;

import { z } from 'zod';
import { StoredSource } from '../source-text.ts';
import { authored, ClockFactsShape, Id, JsonValue, StepKey, stored } from './base.ts';

export const submissionId = (orderId: string, step: string, unique: string): string =>
  `workOrder:${orderId}:step:${step}:${unique}`;

/** A judged measure with the limit it was judged by (NORMS): min/max inclusive. */
export const Measure = z.strictObject({
  field: z.string(),
  value: z.number(),
  unit: z.string(),
  method: z.string().optional(),
  instrument: z.string().optional(),
  takenAt: z.string().optional(),
  limit: z
    .strictObject({
      min: z.number().optional(),
      max: z.number().optional(),
      /** where the number comes from, e.g. `ITU-T G.984.2 (2019/08)`; in both languages since ADR 0029 */
      source: StoredSource,
      /** `<settings key>@<version>` */
      settings: z.string(),
    })
    .optional(),
  verdict: z.enum(['pass', 'warn', 'fail', 'none']),
});
export type Measure = z.infer<typeof Measure>;

/** Immutable. One submission of one step. */
export const SubmissionDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('submission'),
  orderId: Id,
  step: StepKey,
  deviceId: Id.optional(),
  assignmentId: Id.optional(),
  supersedes: z.array(z.string()),
  /** per field the value; `base` is the value its author had seen before (absent: none) */
  fields: z.record(z.string(), z.strictObject({ value: JsonValue, base: JsonValue.optional() })),
  measures: z.array(Measure),
  time: ClockFactsShape,
  /** the version of the order type it was written under; absent: the one the order began with */
  orderTypeVersion: z.number().int().positive().optional(),
  requestKey: z.string().max(120).optional(),
});
export type SubmissionDocument = z.infer<typeof SubmissionDocument>;

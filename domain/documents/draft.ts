import { z } from 'zod';
import { At, authored, Id, JsonValue, StepKey, stored } from './base.ts';

export const draftId = (orderId: string, step: string, deviceId: string): string =>
  `workOrder:${orderId}:draft:${step}:${deviceId}`;

/** Mutable, written by one device only: what is being typed. Fields may be incomplete or wrong; they are saved all the same. */
export const DraftDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('draft'),
  orderId: Id,
  step: StepKey,
  deviceId: Id,
  fields: z.record(z.string(), JsonValue),
  /** ids of the submissions this draft started from */
  basedOn: z.array(z.string()),
  /** sha256 of the canonical JSON of `fields` */
  hash: z.string(),
  savedAt: At,
  /** as in a submission */
  orderTypeVersion: z.number().int().positive().optional(),
  /** typed under an older version and without a place in the newer one: kept, never dropped; `path` is `stage.step.field` of that version */
  kept: z
    .array(
      z.strictObject({
        path: z.string().max(200),
        version: z.number().int().positive(),
        value: JsonValue,
        savedAt: At,
      }),
    )
    .max(500)
    .optional(),
  /** set when the draft was submitted: the submission id. A submitted draft is no unsaved work. */
  submittedAs: z.string().optional(),
});
export type DraftDocument = z.infer<typeof DraftDocument>;

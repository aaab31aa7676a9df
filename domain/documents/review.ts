import { z } from 'zod';
import { At, authored, Id, StepKey, stored, Words } from './base.ts';

export const reviewId = (orderId: string, n: number): string => `workOrder:${orderId}:review:${n}`;

export const ReworkItem = z.strictObject({
  step: StepKey,
  /** field or slot names that need mending; empty: the whole step */
  fields: z.array(z.string()),
  reasonCode: z.string().max(64),
  note: Words,
});
export type ReworkItem = z.infer<typeof ReworkItem>;

/** Immutable. `n` counts from 1. */
export const ReviewDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('review'),
  orderId: Id,
  n: z.number().int().positive(),
  verdict: z.enum(['approved', 'returned', 'rejected']),
  scorecard: z.array(
    z.strictObject({ item: z.string().max(64), score: z.number().min(0).max(5), note: Words.optional() }),
  ),
  rework: z.array(ReworkItem),
  note: Words,
  reviewedAt: At,
  /** event ids the reviewer had seen, so that later facts are known as later */
  after: z.array(z.string()),
});
export type ReviewDocument = z.infer<typeof ReviewDocument>;

import { z } from 'zod';
import { At, authored, Id, stored } from './base.ts';

export const grantId = (orderId: string): string => `grant:${orderId}`;

/** Office only, in a mailbox only; mutable by the office (active ⇄ withdrawn). Membership is the grant, never a deletion. */
export const GrantDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('grant'),
  orderId: Id,
  state: z.enum(['active', 'withdrawn']),
  assignmentId: Id,
  changedAt: At,
});
export type GrantDocument = z.infer<typeof GrantDocument>;

/** What reviewers call beside their verdicts, and what the queue tells of claims and of verdicts that may be taken back: part of `office.ts`. */
import { z } from 'zod';
import { Id, Words } from '../domain/documents/base.ts';
import { call } from './contract.ts';

/** Somebody has opened an order to review it. */
export type ReviewClaim = {
  readonly orderId: string;
  readonly accountId: string;
  readonly name: string;
  readonly since: string;
  /** it ends then, unless the page stays open */
  readonly until: string;
  /** from whom it was taken over, and the word that was left for that person */
  readonly taken: { readonly from: string; readonly name: string; readonly note: string } | null;
};

/** A verdict of this account that it may still take back. */
export type OwnVerdict = {
  readonly orderId: string;
  readonly number: string;
  readonly customerName: string;
  readonly reviewId: string;
  readonly verdict: 'approved' | 'returned' | 'rejected';
  readonly at: string;
  /** until when it may be taken back */
  readonly until: string;
};

/** Orders that wait for a review, mended ones first; in each group the one that waits longest first. */
export const waitingStates = ['resubmitted', 'received'] as const;
export type WaitingState = (typeof waitingStates)[number];

export const ReviewQueueArgument = z.strictObject({
  onlyDiffered: z.boolean().optional(),
  /** absent: all, for scripts; a screen asks for what it shows */
  limit: z.number().int().min(0).max(500).optional(),
  offset: z.number().int().min(0).default(0),
});

/** The part of the queue's answer that is not the orders themselves. */
export type ReviewDesk = {
  /** how many were asked for, whatever the page */
  readonly total: number;
  /** how many of all that wait have, or once had, values that differ */
  readonly differing: number;
  /** of those that were asked for; in the order of `waitingStates`, without empty ones */
  readonly counts: readonly { readonly state: WaitingState; readonly count: number }[];
  readonly claims: readonly ReviewClaim[];
  /** newest first */
  readonly decided: readonly OwnVerdict[];
  /** how long a claim lasts without a sign of its page, minutes */
  readonly claimMinutes: number;
};

const order = { orderId: Id };
export const reviewDeskCalls = {
  /**
   * Claims the order for this account, or goes on claiming it; the account's claim of another order ends. Refused `review.claimed` (`name`,
   * `until`) while somebody else holds it, unless it is taken over with a `note` for that person.
   */
  'review.claim': call<{ claim: ReviewClaim }>()(
    z.strictObject({ ...order, take: z.boolean().optional(), note: Words.optional() }),
  ),
  'review.release': call<Record<string, never>>()(z.strictObject(order)),
  /** Refused `review.notYours`, `review.takeBackOver`, `review.reworkBegun`, `order.changedMeanwhile` */
  'review.takeBack': call<{ eventId: string }>()(
    z.strictObject({
      ...order,
      reviewId: z.string().max(200),
      note: Words.optional(),
      requestKey: z.string().min(1).max(120).optional(),
    }),
  ),
} as const;

const reviewer = ['reviewer'] as const;
export const reviewDeskRoles = {
  'review.claim': reviewer,
  'review.release': reviewer,
  'review.takeBack': reviewer,
} as const satisfies { readonly [K in keyof typeof reviewDeskCalls]: readonly string[] };

import { useEffect, useRef, useState } from 'react';
import type { ReviewClaim } from '../../../../bridge/reviews.ts';
import { useOffice, usePerson } from '../office/office-context.tsx';

export type ClaimState = {
  /** the order is this reviewer's now */
  readonly mine: boolean;
  /** somebody else has it */
  readonly other: ReviewClaim | null;
  /** what this reviewer's own claim says of how it came about */
  readonly own: ReviewClaim | null;
  /** Takes it over with a word; resolves when it is done or refused. */
  readonly take: (note: string) => Promise<void>;
};

/**
 * Claims the order while its page is open, renews the claim, and gives it back on leaving (ADR 0030).
 * @param waits the order waits for a review at all
 * @param claims what the queue says of all claims; by it a taking over is noticed
 * @param minutes how long a claim lasts without a sign
 */
export function useClaim(
  orderId: string,
  waits: boolean,
  claims: readonly ReviewClaim[] | undefined,
  minutes: number,
): ClaimState {
  const office = useOffice();
  const { accountId } = usePerson();
  const [own, setOwn] = useState<ReviewClaim | null>(null);
  const held = useRef(false);
  const told = claims?.find((claim) => claim.orderId === orderId) ?? null;

  useEffect(() => {
    if (!waits) return;
    let left = false;
    const ask = async () => {
      const answer = await office.call('review.claim', { orderId });
      held.current = answer.ok;
      if (!left) setOwn(answer.ok ? answer.value.claim : null);
    };
    void ask();
    const timer = setInterval(() => void ask(), (minutes * 60_000) / 4);
    return () => {
      left = true;
      clearInterval(timer);
      if (held.current) void office.call('review.release', { orderId });
    };
  }, [office, orderId, waits, minutes]);

  const other = told !== null && told.accountId !== accountId ? told : null;
  return {
    mine: own !== null && other === null,
    other,
    own: told !== null && told.accountId === accountId ? told : own,
    take: async (note) => {
      const answer = await office.call('review.claim', { orderId, take: true, note });
      held.current = answer.ok;
      if (answer.ok) setOwn(answer.value.claim);
    },
  };
}

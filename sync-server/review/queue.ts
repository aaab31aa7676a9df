import type { OfficeSummary } from '../../bridge/office.ts';
import { type ReviewClaim, type ReviewDesk, type WaitingState, waitingStates } from '../../bridge/reviews.ts';
import type { OfficeContext } from '../context.ts';
import type { Claim, ClaimsByOrder } from './claims.ts';
import { readClaims } from './claims.ts';
import { reviewSettings } from './settings.ts';

type Asked = {
  readonly onlyDiffered?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly offset: number;
};

/** A page of what waits for a review, the claims of all that waits, and this account's verdicts that it may take back. */
export async function reviewQueue(
  office: Pick<OfficeContext, 'orders' | 'accounts' | 'clock' | 'office'>,
  accountId: string,
  { onlyDiffered, limit, offset }: Asked,
): Promise<ReviewDesk & { readonly orders: readonly OfficeSummary[] }> {
  const now = office.clock.now();
  const { takeBackMinutes, claimMinutes } = reviewSettings(office.orders);
  const all = office.orders.reviews();
  const asked = onlyDiffered === true ? all.waiting.filter(({ differed }) => differed) : all.waiting;
  const page = limit === undefined ? asked.slice(offset) : asked.slice(offset, offset + limit);
  const counts = new Map<WaitingState, number>();
  for (const { state } of asked) counts.set(state, (counts.get(state) ?? 0) + 1);
  return {
    orders: page.flatMap(({ orderId }) => office.orders.summary(orderId) ?? []),
    total: asked.length,
    differing: all.waiting.filter(({ differed }) => differed).length,
    counts: waitingStates.flatMap((state) => {
      const count = counts.get(state) ?? 0;
      return count === 0 ? [] : [{ state, count }];
    }),
    claims: toldClaims(await readClaims(office.office, now), office.accounts),
    decided: all
      .decidedSince(new Date(now - takeBackMinutes * 60_000).toISOString())
      .filter(({ by }) => by === accountId)
      .map(({ orderId, reviewId, verdict, at }) => {
        const summary = office.orders.summary(orderId);
        const until = new Date(Date.parse(at) + takeBackMinutes * 60_000).toISOString();
        const { number = '', customerName = '' } = summary ?? {};
        return { orderId, number, customerName, reviewId, verdict, at, until };
      }),
    claimMinutes,
  };
}

const toldClaims = (claims: ClaimsByOrder, accounts: OfficeContext['accounts']): readonly ReviewClaim[] =>
  Object.entries(claims).map(([orderId, claim]) => toldClaim(orderId, claim, accounts));

export function toldClaim(
  orderId: string,
  { by, since, until, taken }: Claim,
  accounts: Pick<OfficeContext['accounts'], 'byId'>,
): ReviewClaim {
  const name = (accountId: string): string => accounts.byId(accountId)?.name ?? accountId.slice(-6);
  return {
    orderId,
    accountId: by,
    name: name(by),
    since,
    until,
    taken: taken === undefined ? null : { from: taken.from, name: name(taken.from), note: taken.note },
  };
}

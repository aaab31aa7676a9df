import type { ReviewClaim } from '../../../../bridge/reviews.ts';

/**
 * The order to open after this one: the next of the queue that nobody else reviews, from the head again after its end; null: there is none.
 * @param waiting ids as the queue has them
 */
export function nextOrder(
  waiting: readonly string[],
  current: string,
  claims: readonly ReviewClaim[],
  accountId: string,
): string | null {
  const others = new Set(claims.filter((claim) => claim.accountId !== accountId).map(({ orderId }) => orderId));
  const at = waiting.indexOf(current);
  const inTurn = [...waiting.slice(at + 1), ...waiting.slice(0, Math.max(0, at))];
  return inTurn.find((orderId) => orderId !== current && !others.has(orderId)) ?? null;
}

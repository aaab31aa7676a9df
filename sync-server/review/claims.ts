import { isWritten, untilWritten } from '../database/attempts.ts';
import type { Database } from '../database/types.ts';

/** Who reviews an order now. */
export type Claim = {
  /** account */
  readonly by: string;
  readonly since: string;
  /** ISO 8601 UTC; over then */
  readonly until: string;
  readonly taken?: { readonly from: string; readonly note: string };
};
export type ClaimsByOrder = Readonly<Record<string, Claim>>;

const id = 'reviewClaims';

const living = (claims: ClaimsByOrder, now: number): ClaimsByOrder =>
  Object.fromEntries(Object.entries(claims).filter(([, { until }]) => Date.parse(until) > now));

/** Claims that are not over. */
export async function readClaims(office: Database, now: number): Promise<ClaimsByOrder> {
  const stored = await office.get(id);
  return living((stored?.claims ?? {}) as ClaimsByOrder, now);
}

/**
 * Changes the claims of all reviewers, in one document that is written by its revision: of two offices that give one order away at the same
 * moment one reads what the other wrote, and judges anew (ADR 0030). What is over goes with the same write.
 * @param change answers the claims as they should be, and what to say; the same object: nothing is written
 */
export function changeClaims<T>(
  office: Database,
  now: number,
  change: (claims: ClaimsByOrder) => { readonly claims: ClaimsByOrder; readonly value: T },
): Promise<T> {
  return untilWritten('the claims of reviewers', async () => {
    const stored = await office.get(id);
    const before = living((stored?.claims ?? {}) as ClaimsByOrder, now);
    const { claims, value } = change(before);
    if (claims === before) return { value };
    const next = { _id: id, type: 'reviewClaims', claims, ...(stored == null ? {} : { _rev: stored._rev }) };
    const [row] = await office.bulkDocs([next]);
    return isWritten('the claims of reviewers', row) ? { value } : null;
  }).then(({ value }) => value);
}

type Asked = {
  readonly orderId: string;
  readonly by: string;
  readonly now: number;
  readonly minutes: number;
  /** takes it from whoever has it, with a word for that person */
  readonly takeWith?: string | undefined;
};

/** The claims with this order given to the account, and nothing else of its; or the claim of somebody else that stands in the way. */
export function claimed(
  claims: ClaimsByOrder,
  { orderId, by, now, minutes, takeWith }: Asked,
): { readonly claims: ClaimsByOrder; readonly claim: Claim; readonly given: boolean } {
  const held = claims[orderId];
  if (held !== undefined && held.by !== by && takeWith === undefined) return { claims, claim: held, given: false };
  const goesOn = held?.by === by ? held : undefined;
  const taken = held !== undefined && held.by !== by ? { from: held.by, note: takeWith ?? '' } : goesOn?.taken;
  const claim: Claim = {
    by,
    since: goesOn?.since ?? new Date(now).toISOString(),
    until: new Date(now + minutes * 60_000).toISOString(),
    ...(taken === undefined ? {} : { taken }),
  };
  const others = Object.entries(claims).filter(([order, one]) => order !== orderId && one.by !== by);
  return { claims: { ...Object.fromEntries(others), [orderId]: claim }, claim, given: true };
}

/** The claims without this account's of the order; the same object where it has none. */
export function released(claims: ClaimsByOrder, orderId: string, by: string): ClaimsByOrder {
  if (claims[orderId]?.by !== by) return claims;
  return Object.fromEntries(Object.entries(claims).filter(([order]) => order !== orderId));
}

import type { OrderNeed } from '../../bridge/office.ts';

/** What an order needs at a moment, and when that is another: ms since the epoch, Infinity for never. */
export type Timed = { readonly needs: readonly OrderNeed[]; readonly until: number };

/**
 * What an order needs by its documents, at a moment: a stage that waits for its day is no need of its performer before it, and is one since
 * that day afterwards (ADR 0040).
 * @param notBefore ISO 8601 UTC, to the ms; absent: the stage waits since it was reached
 * @param at ms since the epoch
 */
export function needsOfDay(needs: readonly OrderNeed[], notBefore: string | undefined, at: number): Timed {
  const day = notBefore === undefined ? Number.NaN : Date.parse(notBefore);
  if (notBefore === undefined || Number.isNaN(day)) return { needs, until: Number.POSITIVE_INFINITY };
  if (at < day) return { needs: needs.filter(({ reason }) => reason !== 'stageWaiting'), until: day };
  const sinceThen = (need: OrderNeed): OrderNeed =>
    need.reason === 'stageWaiting' && need.since < notBefore ? { ...need, since: notBefore } : need;
  return { needs: needs.map(sinceThen), until: Number.POSITIVE_INFINITY };
}

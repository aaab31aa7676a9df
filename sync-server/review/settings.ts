import type { Orders } from '../orders/types.ts';

/** A year: a later end is a slip of whoever published it, and the calendar of computers ends somewhere. */
const mostMinutes = 366 * 24 * 60;

/** The newest numbers of the settings `review`; what ships where a site's are no numbers. */
export function reviewSettings(orders: Pick<Orders, 'definitions'>): {
  readonly takeBackMinutes: number;
  readonly claimMinutes: number;
} {
  const values = orders.definitions().settings.review?.values;
  const minutes = (given: unknown): number =>
    typeof given === 'number' && given > 0 && given <= mostMinutes ? given : 10;
  return { takeBackMinutes: minutes(values?.takeBackMinutes), claimMinutes: minutes(values?.claimMinutes) };
}

import type { Orders } from '../orders/types.ts';

/** The newest numbers of the settings `review`; what ships where a site's are no numbers. */
export function reviewSettings(orders: Pick<Orders, 'definitions'>): {
  readonly takeBackMinutes: number;
  readonly claimMinutes: number;
} {
  const values = orders.definitions().settings.review?.values;
  const minutes = (given: unknown): number => (typeof given === 'number' && given > 0 ? given : 10);
  return { takeBackMinutes: minutes(values?.takeBackMinutes), claimMinutes: minutes(values?.claimMinutes) };
}

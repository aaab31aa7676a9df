import { problem } from '../problem.ts';
import { ok, type Result, refused } from '../result.ts';

type Window = { readonly start: string; readonly end: string };

/**
 * What may be agreed with a customer: a window that ends after it starts and is not over. One that has begun is agreed as well: the technician stands there.
 *
 * @param now ms since the epoch, by the office's clock as far as it is known
 * @returns refused with `order.windowInvalid` or `order.windowPast`
 */
export function judgeWindow<T extends Window>(window: T, now: number): Result<T> {
  const end = Date.parse(window.end);
  if (!(end > Date.parse(window.start))) return refused(problem('order.windowInvalid'));
  return end <= now ? refused(problem('order.windowPast')) : ok(window);
}

/**
 * Until when a hold may last: a moment that is still to come.
 *
 * @param until ISO 8601 with a zone, as somebody's client wrote it
 * @param now ms since the epoch, by the office's clock as far as it is known
 * @returns the moment as ISO in UTC; refused with `input.invalid` (`where: until`) or `order.untilPast`
 */
export function judgeUntil(until: string, now: number): Result<string> {
  const moment = Date.parse(until);
  if (Number.isNaN(moment)) return refused(problem('input.invalid', { where: 'until' }));
  return moment <= now ? refused(problem('order.untilPast')) : ok(new Date(moment).toISOString());
}

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

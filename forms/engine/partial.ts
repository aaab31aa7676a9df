import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { hasFieldStages } from './performers.ts';
import { serviceResults } from './service-results.ts';
import { anyWorkDone } from './start-place.ts';
import type { OrderTypeDefinition, OrderView } from './types.ts';

/** The stages that are neither passed nor passed over. */
export const openStages = ({ stages }: Pick<OrderView, 'stages'>): readonly string[] =>
  stages.flatMap(({ key, state }) => (state === 'passed' || state === 'skipped' ? [] : [key]));

/**
 * May the order be completed in part? Something of the work was done, something is named that remains, and that is the order's.
 * `order.nothingDone`, `order.nothingRemains`.
 */
export function judgePartial(
  view: OrderView,
  definition: OrderTypeDefinition,
  { remaining }: { readonly remaining: readonly string[] },
): Result<null> {
  if (hasFieldStages(definition) && !anyWorkDone(view, definition)) return refused(problem('order.nothingDone'));
  const left = new Set([...openStages(view), ...serviceResults(view, definition).map(({ key }) => key)]);
  return remaining.some((key) => left.has(key)) ? ok(null) : refused(problem('order.nothingRemains'));
}

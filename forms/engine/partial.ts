import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { hasFieldStages } from './performers.ts';
import { serviceResults, undoneServices } from './service-results.ts';
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

type Order = { readonly view: OrderView; readonly definition: OrderTypeDefinition };

/** These are ticked as remaining at first: the services of which somebody has said that they are not done (ADR 0029). */
export const remainingAtFirst = ({ view, definition }: Order): readonly string[] =>
  undoneServices(view, definition)
    .filter(({ state }) => state === 'notDone')
    .map(({ key }) => key);

/** Services and stages that can be named as remaining: where there is nothing, nobody is asked. */
export const remainingKeys = ({ view, definition }: Order): readonly string[] => [
  ...undoneServices(view, definition).map(({ key }) => key),
  ...openStages(view),
];

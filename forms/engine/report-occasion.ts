import type { OrderFold } from '../../domain/work-order/types.ts';

/** Why a report was made when it was: the first after the sign-off, again, by another crew, or after a return for rework. */
export type ReportOccasion = 'first' | 'again' | 'handedOver' | 'rework';

/**
 * The occasion of a report, from what had happened before it. A completed order takes reports only while it is back for rework.
 * @param event id of its `reportMade`; null: it is being made now
 */
export function reportOccasion({ history }: Pick<OrderFold, 'history'>, event: string | null): ReportOccasion {
  const at = event === null ? history.length : history.findIndex((entry) => entry.event._id === event);
  const before = history.slice(0, at).flatMap(({ applied, event: { kind } }) => (applied ? [kind] : []));
  if (before.includes('completed')) return 'rework';
  const last = before.lastIndexOf('reportMade');
  if (last === -1) return 'first';
  return before.slice(last + 1).includes('assigned') ? 'handedOver' : 'again';
}

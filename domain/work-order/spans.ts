import type { EventOf } from '../documents/event.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import type { TimeSource } from '../sla/sla-clock.ts';
import { finalPhases } from './moves.ts';
import { leastCertain, type OfficeTime, officeTimes } from './office-time.ts';
import { afterMove, firstStanding } from './standing.ts';
import type { OrderFold } from './types.ts';

/** One hold from its event to what ended it: resumed, assigned anew, finished. Office times, `source` the less certain of the two. */
export type HoldSpan = {
  readonly held: EventOf<'held'>;
  readonly from: string;
  readonly to: string | null;
  readonly source: TimeSource;
};

/** The holds that were applied, in causal order. */
export function holdSpans(order: WorkOrderDocument, fold: Pick<OrderFold, 'history'>): readonly HoldSpan[] {
  const timeOf = officeTimes(fold.history);
  const spans: HoldSpan[] = [];
  let standing = firstStanding(order);
  for (const { event, applied } of fold.history) {
    if (!applied) continue;
    const before = standing.holdBy;
    standing = afterMove(standing, event);
    if (standing.holdBy === before) continue;
    const { at, source } = timeOf(event);
    const open = spans.at(-1);
    if (before !== null && open !== undefined)
      spans[spans.length - 1] = { ...open, to: at, source: leastCertain([open.source, source]) };
    if (standing.holdBy?.kind === 'held') spans.push({ held: standing.holdBy, from: at, to: null, source });
  }
  return spans;
}

/** When the order reached its final state, by the office's time; null while it is open. */
export function endOf(fold: Pick<OrderFold, 'history' | 'phase'>): OfficeTime | null {
  if (!finalPhases.has(fold.phase)) return null;
  const last = fold.history.findLast(({ event, applied }) => applied && endings.has(event.kind));
  return last === undefined ? null : officeTimes(fold.history)(last.event);
}

export const finishedAt = (fold: Pick<OrderFold, 'history' | 'phase'>): string | null => endOf(fold)?.at ?? null;

const endings: ReadonlySet<string> = new Set(['completed', 'partiallyCompleted', 'failed', 'cancelled', 'rejected']);

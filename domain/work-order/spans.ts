import type { EventOf } from '../documents/event.ts';
import type { WorkOrderDocument } from '../documents/work-order.ts';
import { finalPhases } from './moves.ts';
import { afterMove, firstStanding } from './standing.ts';
import type { OrderFold } from './types.ts';

/** One hold from its event to what ended it: resumed, assigned anew, finished. Wall times as their authors' clocks had them. */
export type HoldSpan = { readonly held: EventOf<'held'>; readonly from: string; readonly to: string | null };

/** The holds that were applied, in causal order. */
export function holdSpans(order: WorkOrderDocument, fold: Pick<OrderFold, 'history'>): readonly HoldSpan[] {
  const spans: HoldSpan[] = [];
  let standing = firstStanding(order);
  for (const { event, applied } of fold.history) {
    if (!applied) continue;
    const before = standing.holdBy;
    standing = afterMove(standing, event);
    if (standing.holdBy === before) continue;
    const open = spans.at(-1);
    if (before !== null && open !== undefined) spans[spans.length - 1] = { ...open, to: event.time.at };
    if (standing.holdBy?.kind === 'held') spans.push({ held: standing.holdBy, from: event.time.at, to: null });
  }
  return spans;
}

/** When the order reached its final state; null while it is open. */
export function finishedAt(fold: Pick<OrderFold, 'history' | 'phase'>): string | null {
  if (!finalPhases.has(fold.phase)) return null;
  const last = fold.history.findLast(({ event, applied }) => applied && endings.has(event.kind));
  return last?.event.time.at ?? null;
}

const endings: ReadonlySet<string> = new Set(['completed', 'partiallyCompleted', 'failed', 'cancelled', 'rejected']);

import type { EventDocument } from '../documents/event.ts';
import type { ReviewDocument } from '../documents/review.ts';
import { byId } from './graph.ts';
import type { OrderFold, OrderPhase, ReviewState } from './types.ts';

type ReviewPart = Pick<OrderFold, 'reviewState' | 'reviews' | 'rework'>;

/** Review runs beside the order's state, which a return does not reopen (DESIGN §3). The review with the highest number speaks. */
export function reviewFold(
  phase: OrderPhase,
  given: readonly ReviewDocument[],
  applied: readonly EventDocument[],
): ReviewPart {
  const reviews = distinct(given);
  const newest = reviews.at(-1);
  const answered =
    newest !== undefined && applied.some((event) => event.kind === 'reworkDone' && event.payload.review === newest._id);
  return {
    reviewState: phase === 'completed' || phase === 'partial' ? stateAfter(newest, answered) : null,
    reviews: reviews.map((review) => ({
      id: review._id,
      n: review.n,
      verdict: review.verdict,
      note: review.note,
      at: review.reviewedAt,
      by: review.createdBy,
      scorecard: review.scorecard.map(({ item, score }) => ({ item, score })),
      rework: review.rework,
    })),
    rework: newest?.verdict === 'returned' && !answered ? newest.rework : [],
  };
}

function stateAfter(newest: ReviewDocument | undefined, answered: boolean): ReviewState {
  if (newest === undefined) return 'received';
  return newest.verdict === 'returned' && answered ? 'resubmitted' : newest.verdict;
}

function distinct(given: readonly ReviewDocument[]): readonly ReviewDocument[] {
  const byKey = new Map<string, ReviewDocument>();
  for (const review of given) {
    const other = byKey.get(review._id);
    if (other === undefined || (other !== review && JSON.stringify(review) < JSON.stringify(other)))
      byKey.set(review._id, review);
  }
  return [...byKey.values()].sort((a, b) => a.n - b.n || byId(a, b));
}

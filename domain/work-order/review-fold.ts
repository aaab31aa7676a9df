import type { EventDocument } from '../documents/event.ts';
import type { ReviewDocument } from '../documents/review.ts';
import { byId } from './graph.ts';
import type { OrderFold, OrderPhase, ReviewState } from './types.ts';

type ReviewPart = Pick<OrderFold, 'reviewState' | 'reviews' | 'rework'>;

/**
 * Review runs beside the order's state, which a return does not reopen (DESIGN §3). Of the reviews that stand, the one with the highest
 * number speaks. One that its author took back does not stand, unless the technician had mended what it asked for without knowing of that:
 * his work is done, and a reviewer has to look at it (ADR 0030).
 */
export function reviewFold(
  phase: OrderPhase,
  given: readonly ReviewDocument[],
  applied: readonly EventDocument[],
): ReviewPart {
  const reviews = distinct(given);
  const answered = (review: ReviewDocument): boolean =>
    applied.some((event) => event.kind === 'reworkDone' && event.payload.review === review._id);
  const takenBackAt = (review: ReviewDocument): string | undefined =>
    answered(review) ? undefined : takenBackBy(review, applied)?.time.at;
  const newest = reviews.findLast((review) => takenBackAt(review) === undefined);
  const isAnswered = newest !== undefined && answered(newest);
  return {
    reviewState: phase === 'completed' || phase === 'partial' ? stateAfter(newest, isAnswered) : null,
    reviews: reviews.map((review) => {
      const at = takenBackAt(review);
      return {
        id: review._id,
        n: review.n,
        verdict: review.verdict,
        note: review.note,
        at: review.reviewedAt,
        by: review.createdBy,
        scorecard: review.scorecard.map(({ item, score }) => ({ item, score })),
        rework: review.rework,
        ...(at === undefined ? {} : { takenBackAt: at }),
      };
    }),
    rework: newest?.verdict === 'returned' && !isAnswered ? newest.rework : [],
  };
}

/** The reviews of an order that nobody took back. */
export const standingReviews = ({ reviews }: Pick<OrderFold, 'reviews'>): OrderFold['reviews'] =>
  reviews.filter(({ takenBackAt }) => takenBackAt === undefined);

const takenBackBy = (review: ReviewDocument, applied: readonly EventDocument[]): EventDocument | undefined =>
  applied.find(
    (event) =>
      event.kind === 'reviewTakenBack' &&
      event.payload.review === review._id &&
      event.createdBy === review.createdBy &&
      event.deviceId === undefined,
  );

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

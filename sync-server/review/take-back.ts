import type { OrderDocument } from '../../domain/documents/parse.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { standingReviews } from '../../domain/work-order/review-fold.ts';
import type { OrderView } from '../../forms/engine/types.ts';

type Asked = {
  readonly reviewId: string;
  /** account */
  readonly by: string;
  /** ms since the epoch, by the office's clock, as the review's own time is */
  readonly now: number;
  readonly minutes: number;
};

/** Why a verdict cannot be taken back; null: it can (ADR 0030). */
export function whyNotTakenBack(
  { view, documents }: { readonly view: OrderView; readonly documents: readonly OrderDocument[] },
  { reviewId, by, now, minutes }: Asked,
): Problem | null {
  const review = standingReviews(view.fold).at(-1);
  if (review === undefined || review.id !== reviewId) return problem('order.changedMeanwhile');
  if (review.by !== by) return problem('review.notYours');
  if (now - Date.parse(review.at) > minutes * 60_000) return problem('review.takeBackOver', { minutes });
  return hasBegunRework(view, documents, review) ? problem('review.reworkBegun') : null;
}

/**
 * Is anything here that a technician made after the return, on a step that it names? What of his is on the way is not known; should it
 * arrive later, it is kept, and done rework wins over the taking back.
 */
function hasBegunRework(
  view: OrderView,
  documents: readonly OrderDocument[],
  { verdict, at, rework }: Pick<OrderView['fold']['reviews'][number], 'verdict' | 'at' | 'rework'>,
): boolean {
  if (verdict !== 'returned') return false;
  if (view.fold.reviewState === 'resubmitted') return true;
  const returned = new Set(rework.map(({ step }) => step));
  const submitted = view.stages.some((stage) =>
    stage.steps.some(({ key, state, changes }) => returned.has(key) && (state === 'mended' || changes.length > 0)),
  );
  return (
    submitted ||
    documents.some((document) => {
      switch (document.type) {
        case 'draft':
          return returned.has(document.step) && document.submittedAs === undefined && document.savedAt > at;
        case 'evidence':
          return document.takenAt > at;
        case 'submission':
          return document.deviceId !== undefined && document.time.at > at;
        case 'event':
          return document.deviceId !== undefined && document.kind !== 'clockMeasured' && document.time.at > at;
        default:
          return false;
      }
    })
  );
}

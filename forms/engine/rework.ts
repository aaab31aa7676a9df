import type { EventDocument } from '../../domain/documents/event.ts';
import type { ReviewDocument, ReworkItem } from '../../domain/documents/review.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import { causalGraph, seenBy } from '../../domain/work-order/graph.ts';
import { standingReviews } from '../../domain/work-order/review-fold.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { closure } from './merge.ts';

/** The newest return, answered or not, and what its reviewer had before him. Without wall time: he names the events he had seen. */
export type Return = {
  readonly asked: ReadonlyMap<string, ReworkItem>;
  readonly judged: ReadonlySet<string>;
  readonly signedAnew: boolean;
  readonly reportedAnew: boolean;
};

/**
 * What a reviewer judged are the submissions that passed stages and earlier reworks name, with all they build on: a stage's passing names
 * what it judged, `reworkDone` what was mended.
 */
export function newestReturn(
  events: readonly EventDocument[],
  submissions: readonly SubmissionDocument[],
  reviews: readonly ReviewDocument[],
  fold: OrderFold,
): Return | null {
  const newest = standingReviews(fold).findLast(({ verdict }) => verdict === 'returned');
  const review = newest === undefined ? undefined : reviews.find(({ _id }) => _id === newest.id);
  if (review === undefined) return null;
  const seen = seenBy(causalGraph(events), review.after);
  const byId = new Map(submissions.map((submission) => [submission._id, submission]));
  const named = events.flatMap((event) =>
    seen.has(event._id) && (event.kind === 'stagePassed' || event.kind === 'reworkDone')
      ? event.payload.submissions
      : [],
  );
  const anew = (kind: EventDocument['kind']): boolean =>
    events.some((event) => event.kind === kind && !seen.has(event._id));
  return {
    asked: new Map(review.rework.map((item) => [item.step, item])),
    judged: new Set(named.flatMap((id) => [...closure(id, byId)])),
    signedAnew: anew('signedOff'),
    reportedAnew: anew('reportMade'),
  };
}

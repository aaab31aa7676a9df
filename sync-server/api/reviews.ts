import type { EventDocument } from '../../domain/documents/event.ts';
import { ReviewDocument, reviewId } from '../../domain/documents/review.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { canonicalJson } from '../../forms/engine/canonical.ts';
import type { IncomingDocument } from '../database/types.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { notClaimedByOthers, releaseClaim } from '../review/calls.ts';
import type { CallContext, Handlers } from './call.ts';
import { judgeBasis } from './overtaken.ts';

type Verdict = Pick<ReviewDocument, 'verdict' | 'scorecard' | 'note' | 'rework'>;

export const reviewCalls = {
  'review.approve': ({ orderId, scorecard, note }, call) =>
    writeReview(call, orderId, () => ok({ verdict: 'approved', scorecard, note, rework: [] })),
  'review.return': ({ orderId, scorecard, note, rework }, call) =>
    writeReview(call, orderId, (loaded) => {
      const unknown = rework.find(({ step }) => !hasStep(loaded, step));
      if (unknown !== undefined) return refused(problem('step.unknown', { step: unknown.step }));
      const reasons = new Set(loaded.definition.reasons.rework?.map(({ code }) => code));
      const wrong = rework.find(({ reasonCode }) => !reasons.has(reasonCode));
      if (wrong !== undefined) return refused(problem('order.reasonUnknown', { given: wrong.reasonCode }));
      return ok({ verdict: 'returned', scorecard, note, rework });
    }),
} as const satisfies Partial<Handlers>;

const lastReview = ({ documents }: LoadedOrder): ReviewDocument | undefined =>
  documents
    .filter((one): one is ReviewDocument => one.type === 'review')
    .toSorted((a, b) => a.n - b.n)
    .at(-1);

const verdictOf = ({ verdict, scorecard, note, rework }: ReviewDocument): Verdict => ({
  verdict,
  scorecard,
  note,
  rework,
});

const hasStep = ({ definition }: LoadedOrder, key: string): boolean =>
  definition.stages.some((stage) => stage.steps.some((step) => `${stage.key}.${step.key}` === key));

/**
 * A review is written once under the next number; two reviewers at once: the second is told that the order changed. Refused while somebody
 * else holds the order (ADR 0030); one's own claim ends with the verdict.
 */
async function writeReview(
  call: CallContext,
  orderId: string,
  make: (loaded: LoadedOrder) => Result<Verdict>,
): Promise<Result<{ reviewId: string }>> {
  const { office, actor, requestKey, edit } = call;
  const free = await notClaimedByOthers(call, orderId);
  if (!free.ok) return free;
  const written = await office.orders.alone(orderId, async (): Promise<Result<{ reviewId: string }>> => {
    const loaded = await office.orders.load(orderId);
    if (!loaded.ok) return loaded;
    const { fold } = loaded.value.view;
    const last = lastReview(loaded.value);
    if (requestKey !== undefined && last?.createdBy === actor.account.accountId && fold.reviewState === last.verdict) {
      // The same review under its key: its answer was lost.
      const again = make(loaded.value);
      if (again.ok && canonicalJson(again.value) === canonicalJson(verdictOf(last))) return ok({ reviewId: last._id });
    }
    const current = judgeBasis(loaded.value, edit);
    if (!current.ok) return current;
    if (fold.reviewState !== 'received' && fold.reviewState !== 'resubmitted')
      return refused(problem('order.moveIllegal', { state: fold.reviewState ?? fold.phase, move: 'review' }));
    const made = make(loaded.value);
    if (!made.ok) return made;
    const n = Math.max(0, ...fold.reviews.map((review) => review.n)) + 1;
    const document = ReviewDocument.parse({
      _id: reviewId(orderId, n),
      type: 'review',
      schemaVersion: 1,
      createdBy: actor.account.accountId,
      orderId,
      n,
      ...made.value,
      reviewedAt: new Date(office.clock.now()).toISOString(),
      after: [...fold.frontier],
    } satisfies Omit<ReviewDocument, '_rev'> & { after: EventDocument['_id'][] });
    const [row] = await office.work.bulkDocs([document as unknown as IncomingDocument]);
    if (row?.ok !== true) return refused(problem('order.changedMeanwhile'));
    await office.orders.refresh(orderId);
    return ok({ reviewId: document._id });
  });
  if (written.ok) await releaseClaim(call, orderId);
  return written;
}

import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import { standingReviews } from '../../../domain/work-order/review-fold.ts';
import { stepViewOf } from '../../../forms/engine/steps-of.ts';
import type { DeskCalls } from '../context.ts';

/** "Mended": every returned step was submitted anew; the reviewer looks again. */
export const reworkCalls = {
  'rework.done': async (desk, { orderId, requestKey }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const before = await desk.written(orderId, requestKey);
    if (before) return ok({ eventId: before._id });
    const { view } = order.value;
    const review = standingReviews(view.fold).findLast(({ verdict }) => verdict === 'returned');
    if (view.fold.reviewState !== 'returned' || !review)
      return refused(problem('order.moveIllegal', { state: view.fold.phase, move: 'reworkDone' }));
    const steps = view.fold.rework.map(({ step }) => step);
    const open = steps.filter((step) => stepViewOf(view, step)?.state === 'rework');
    if (open.length > 0) return refused(problem('gate.stepsMissing', { steps: open }));
    const submissions = steps.flatMap((step) => stepViewOf(view, step)?.heads ?? []);
    return desk.writeEvent(orderId, 'reworkDone', { review: review.id, submissions }, { requestKey });
  },
} as const satisfies DeskCalls;

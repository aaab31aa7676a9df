import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import type { CallContext, Handlers } from '../api/call.ts';
import { makeMove } from '../api/make-move.ts';
import { changeClaims, claimed, readClaims, released } from './claims.ts';
import { toldClaim } from './queue.ts';
import { reviewSettings } from './settings.ts';
import { whyNotTakenBack } from './take-back.ts';

/** Claims, and taking a verdict back; verdicts themselves are `api/reviews.ts`. */
export const reviewDeskHandlers = {
  'review.claim': async ({ orderId, take, note = '' }, { office, actor }) => {
    if (take === true && note.trim() === '') return refused(problem('order.noteRequired'));
    const summary = office.orders.summary(orderId);
    if (summary === null) return refused(problem('order.unknown'));
    if (summary.reviewState !== 'received' && summary.reviewState !== 'resubmitted')
      return refused(problem('order.moveIllegal', { state: summary.reviewState ?? summary.phase, move: 'review' }));
    const now = office.clock.now();
    const asked = {
      orderId,
      by: actor.account.accountId,
      now,
      minutes: reviewSettings(office.orders).claimMinutes,
      ...(take === true ? { takeWith: note.trim() } : {}),
    };
    const done = await changeClaims(office.office, now, (claims) => {
      const next = claimed(claims, asked);
      const isNew = next.given && claims[orderId]?.by !== next.claim.by;
      return { claims: next.claims, value: { ...next, isNew } };
    });
    if (done.isNew) office.events.emit({ name: 'reviews.changed' });
    const claim = toldClaim(orderId, done.claim, office.accounts);
    return done.given ? ok({ claim }) : refused(problem('review.claimed', { name: claim.name, until: claim.until }));
  },
  'review.release': async ({ orderId }, call) => {
    await releaseClaim(call, orderId);
    return ok({});
  },
  'review.takeBack': ({ orderId, reviewId, note }, call) =>
    makeMove(call, orderId, 'reviewTakenBack', (loaded) => {
      const { office, actor } = call;
      const why = whyNotTakenBack(loaded, {
        reviewId,
        by: actor.account.accountId,
        now: office.clock.now(),
        minutes: reviewSettings(office.orders).takeBackMinutes,
      });
      if (why !== null) return refused(why);
      return ok({ review: reviewId, ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }) });
    }),
} as const satisfies Partial<Handlers>;

/** Ends this account's claim of the order, if it has one. */
export async function releaseClaim(
  { office, actor }: Pick<CallContext, 'office' | 'actor'>,
  orderId: string,
): Promise<void> {
  const gone = await changeClaims(office.office, office.clock.now(), (claims) => {
    const next = released(claims, orderId, actor.account.accountId);
    return { claims: next, value: next !== claims };
  });
  if (gone) office.events.emit({ name: 'reviews.changed' });
}

/** Refused `review.claimed` while somebody else reviews the order. */
export async function notClaimedByOthers({ office, actor }: Pick<CallContext, 'office' | 'actor'>, orderId: string) {
  const claim = (await readClaims(office.office, office.clock.now()))[orderId];
  if (claim === undefined || claim.by === actor.account.accountId) return ok(null);
  const { name, until } = toldClaim(orderId, claim, office.accounts);
  return refused(problem('review.claimed', { name, until }));
}

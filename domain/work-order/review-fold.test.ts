import { describe, expect, it } from 'vitest';
import { assignmentOf, idOf, type Story, type StoryDocument, tellStory } from '../../test/builders/order-story.ts';
import type { EventDocument } from '../documents/event.ts';
import type { ReviewDocument } from '../documents/review.ts';
import { foldOrder } from './fold.ts';
import { standingReviews } from './review-fold.ts';
import type { OrderFold } from './types.ts';

const first = assignmentOf('1');
const rework = [{ step: 'a.b', fields: [], reasonCode: 'other', note: '' }];

/** A completed order; its reviewer is the author `reviewer` of the builder's reviews. */
function completed() {
  const story = tellStory();
  const a = story.device('a');
  story.office.does('assigned', { ...first, technicianId: idOf('a') });
  a.meets(story.office);
  a.does('accepted', first);
  a.does('started', first);
  a.does('completed', first);
  story.office.meets(a);
  return { ...story, a };
}

function foldOf(story: Story): OrderFold {
  const documents: readonly StoryDocument[] = story.all();
  return foldOrder(
    story.order,
    documents.filter((one): one is EventDocument => one.type === 'event'),
    documents.filter((one): one is ReviewDocument => one.type === 'review'),
  );
}

/** Somebody of the office takes a review back. */
function takeBack(story: Story, review: ReviewDocument, by: string): void {
  const event = story.office.does('reviewTakenBack', { review: review._id }, 'reviewer');
  (event as { createdBy: string }).createdBy = by;
}

describe('a review that is taken back', () => {
  it('an approval: the order waits for its review again, and the next one speaks', () => {
    const story = completed();
    const review = story.review('approved');
    expect(foldOf(story).reviewState).toBe('approved');
    takeBack(story, review, review.createdBy);
    const fold = foldOf(story);
    expect(fold.reviewState).toBe('received');
    expect(standingReviews(fold)).toEqual([]);
    expect(fold.reviews[0]?.takenBackAt).toBeTypeOf('string');
    story.review('returned', rework);
    expect(foldOf(story)).toMatchObject({ reviewState: 'returned', rework });
  });

  it('a return: nothing is to be mended any more', () => {
    const story = completed();
    const review = story.review('returned', rework);
    expect(foldOf(story).rework).toEqual(rework);
    takeBack(story, review, review.createdBy);
    expect(foldOf(story)).toMatchObject({ reviewState: 'received', rework: [] });
  });

  it('the second of two: the order is as after the first, mended and waiting', () => {
    const story = completed();
    const one = story.review('returned', rework);
    story.a.meets(story.office);
    story.a.does('reworkDone', { review: one._id, submissions: [] });
    story.office.meets(story.a);
    const two = story.review('approved');
    takeBack(story, two, two.createdBy);
    expect(foldOf(story)).toMatchObject({ reviewState: 'resubmitted', rework: [] });
  });

  it('by anybody but its author says nothing', () => {
    const story = completed();
    takeBack(story, story.review('approved'), idOf('other'));
    expect(foldOf(story).reviewState).toBe('approved');
  });

  it('loses against rework that was done without knowing of it: the reviewer gets the mended order', () => {
    const story = completed();
    const review = story.review('returned', rework);
    story.a.meets(story.office);
    story.a.does('reworkDone', { review: review._id, submissions: [] });
    takeBack(story, review, review.createdBy);
    story.office.meets(story.a);
    const fold = foldOf(story);
    expect(fold.reviewState).toBe('resubmitted');
    expect(fold.reviews[0]?.takenBackAt).toBeUndefined();
    expect(fold.history.every(({ applied }) => applied)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { tellInstall, viewOf } from '../../test/builders/install-story.ts';
import { idOf } from '../../test/builders/order-story.ts';
import { whyNotTakenBack } from './take-back.ts';

const minute = 60_000;

/** A completed install with one verdict, and what its author may do with it. */
function reviewed(verdict: 'approved' | 'returned') {
  const install = tellInstall();
  install.complete();
  install.office.meets(install.a);
  const rework = [{ step: 'opticalTurnup.readings', fields: [], reasonCode: 'other', note: '' }];
  const review = install.review(verdict, verdict === 'returned' ? rework : []);
  const given = Date.parse(review.reviewedAt);
  const ask = (over: { readonly by?: string; readonly now?: number } = {}) => {
    const documents = install.all();
    const asked = {
      reviewId: review._id,
      by: over.by ?? review.createdBy,
      now: over.now ?? given + minute,
      minutes: 10,
    };
    return whyNotTakenBack({ view: viewOf(documents), documents }, asked)?.code ?? null;
  };
  return { install, given, ask };
}

describe('a verdict may be taken back', () => {
  it('for as long as the setting says', () => {
    const { ask, given } = reviewed('approved');
    expect(ask({ now: given + 10 * minute })).toBeNull();
    expect(ask({ now: given + 10 * minute + 1 })).toBe('review.takeBackOver');
  });

  it('by its author', () => {
    expect(reviewed('approved').ask({ by: idOf('other') })).toBe('review.notYours');
  });

  it('until the technician has begun', () => {
    const { ask, install } = reviewed('returned');
    expect(ask()).toBeNull();
    install.a.meets(install.office);
    install.a.takes('opticalTurnup.photos.onu');
    expect(ask()).toBe('review.reworkBegun');
  });
});

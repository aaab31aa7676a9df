import { describe, expect, it } from 'vitest';
import { assignmentOf, idOf, type Story, tellStory } from '../../test/builders/order-story.ts';
import type { EventDocument } from '../documents/event.ts';
import type { ReviewDocument } from '../documents/review.ts';
import { foldOrder } from './fold.ts';
import { newsFor } from './news.ts';

const me = idOf('a');
const other = idOf('b');
const because = { reasonCode: 'other', note: '' };
const window = { start: '2026-03-03T01:00:00.000Z', end: '2026-03-03T03:00:00.000Z' };

function told(story: Story, grant: Parameters<typeof newsFor>[2] = null): readonly string[] {
  const documents = story.all();
  const fold = foldOrder(
    story.order,
    documents.filter((one): one is EventDocument => one.type === 'event'),
    documents.filter((one): one is ReviewDocument => one.type === 'review'),
  );
  return newsFor(fold, me, grant).map(({ kind }) => kind);
}

/** Everybody knows everything. */
function assigned(to = me) {
  const story = tellStory();
  const a = story.device('a');
  story.office.does('assigned', { ...assignmentOf('1'), technicianId: to });
  a.meets(story.office);
  return { story, a };
}

describe('what reaches the hand', () => {
  it('an order assigned to him, and nothing about an order that never was his', () => {
    expect(told(assigned().story)).toEqual(['assigned']);
    const { story } = assigned(other);
    story.office.does('noted', { text: 'for b' });
    expect(told(story)).toEqual([]);
  });

  it.each([
    ['rescheduled', { appointment: window, agreedWith: '客户', ...because }, 'appointment'],
    ['cancelled', because, 'cancelled'],
    ['noted', { text: 'x' }, 'note'],
    ['answered', { note: 'n', text: 'x' }, 'answer'],
    ['overridden', { stage: 's', gate: 'g', ...because }, 'override'],
    ['overrideRefused', { stage: 's', gate: 'g', note: 'no', asked: ['x'] }, 'overrideRefused'],
    ['amended', { changes: [{ path: 'remarks', to: 'x' }] }, 'details'],
    ['held', because, 'held'],
    ['unassigned', assignmentOf('1'), 'takenAway'],
    ['assigned', { ...assignmentOf('2'), technicianId: other }, 'takenAway'],
    ['assigned', { ...assignmentOf('2'), technicianId: me, appointment: window }, 'appointment'],
  ] as const)('%s by the office', (kind, payload, news) => {
    const { story } = assigned();
    story.office.does(kind, payload as never);
    expect(told(story)).toEqual(['assigned', news]);
  });

  it('not what he did himself, on whichever device', () => {
    const { story, a } = assigned();
    a.does('accepted', assignmentOf('1'));
    a.does('noted', { text: 'mine' });
    a.does('held', because);
    const second = story.device('a2', me);
    second.meets(a);
    second.does('resumed', {});
    expect(told(story)).toEqual(['assigned']);
  });

  it('who let go is not told that a colleague has it now', () => {
    const { story, a } = assigned();
    a.does('declined', { ...assignmentOf('1'), ...because });
    story.office.meets(a);
    story.office.does('assigned', { ...assignmentOf('2'), technicianId: other });
    story.office.does('noted', { text: 'to b' });
    const withdrawn = {
      state: 'withdrawn',
      orderId: story.order.orderId,
      assignmentId: idOf('1'),
      changedAt: '',
    } as const;
    expect(told(story, withdrawn)).toEqual(['assigned']);
  });

  it('an order taken away whose event never came, once; and a finished one that leaves by age is not taken away', () => {
    const { story, a } = assigned();
    const withdrawn = {
      state: 'withdrawn',
      orderId: story.order.orderId,
      assignmentId: idOf('1'),
      changedAt: '',
    } as const;
    expect(told(story, withdrawn)).toEqual(['assigned', 'takenAway']);
    a.does('accepted', assignmentOf('1'));
    a.does('started', assignmentOf('1'));
    a.does('completed', assignmentOf('1'));
    expect(told(story, withdrawn)).toEqual(['assigned']);
  });

  it('a return by the reviewer, not an approval', () => {
    const { story, a } = assigned();
    for (const kind of ['accepted', 'started', 'completed'] as const) a.does(kind, assignmentOf('1'));
    story.office.meets(a);
    story.review('returned', [{ step: 's.t', fields: [], reasonCode: 'other', note: '' }]);
    expect(told(story)).toEqual(['assigned', 'rework']);
    expect(told(assigned().story)).toEqual(['assigned']);
  });
});

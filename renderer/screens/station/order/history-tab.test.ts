import { expect, it } from 'vitest';
import type { HistoryEntry, OrderFold } from '../../../../domain/work-order/types.ts';
import { withReviews } from './history-tab.tsx';

const event = (at: string): HistoryEntry => ({ event: { _id: at, time: { at } }, applied: true }) as HistoryEntry;
const review = (n: number, at: string): OrderFold['reviews'][number] =>
  ({ id: `review ${n}`, n, at, verdict: 'returned', rework: [] }) as unknown as OrderFold['reviews'][number];
const names = (history: HistoryEntry[], reviews: OrderFold['reviews']): readonly string[] =>
  withReviews({ history, reviews }).map((one) => ('verdict' in one ? one.id : one.event._id));

it('stands each review above what was done before it', () => {
  expect(names([event('01'), event('02'), event('05')], [review(1, '03'), review(2, '06')])).toEqual([
    'review 2',
    '05',
    'review 1',
    '02',
    '01',
  ]);
});

it('loses no review, whatever the clocks said', () => {
  expect(names([event('05')], [review(1, '01'), review(2, '02')])).toEqual(['05', 'review 2', 'review 1']);
  expect(names([], [review(1, '01')])).toEqual(['review 1']);
});

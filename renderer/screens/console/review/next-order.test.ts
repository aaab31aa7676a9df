import { expect, it } from 'vitest';
import type { ReviewClaim } from '../../../../bridge/reviews.ts';
import { nextOrder } from './next-order.ts';

const claim = (orderId: string, accountId: string): ReviewClaim => ({
  orderId,
  accountId,
  name: '',
  since: '',
  until: '',
  taken: null,
});
const waiting = ['a', 'b', 'c', 'd'];

it('goes on with the next of the queue that nobody else has, and from its head after its end', () => {
  expect(nextOrder(waiting, 'a', [], 'me')).toBe('b');
  expect(nextOrder(waiting, 'a', [claim('b', 'other'), claim('c', 'me')], 'me')).toBe('c');
  expect(nextOrder(waiting, 'd', [], 'me')).toBe('a');
  expect(nextOrder(waiting, 'gone', [], 'me')).toBe('a');
});

it('there is none where this is the last, or others have the rest', () => {
  expect(nextOrder(['a'], 'a', [], 'me')).toBeNull();
  expect(nextOrder([], 'a', [], 'me')).toBeNull();
  expect(
    nextOrder(
      waiting,
      'a',
      ['b', 'c', 'd'].map((one) => claim(one, 'other')),
      'me',
    ),
  ).toBeNull();
});

import { expect, it } from 'vitest';
import { until } from '../../../test/processes/poll.ts';
import { makeLinkSeeker } from './seek-link.ts';

it('looks again without waiting for a look that is lost, gives up the old connections, and tells once, after that', async () => {
  let looks = 0;
  let found = 0;
  let renewed = 0;
  const seeker = makeLinkSeeker(
    {
      // The first two fall into the hole; the third is answered.
      reaches: () => {
        looks += 1;
        return looks < 3 ? new Promise<boolean>(() => undefined) : Promise.resolve(true);
      },
      renew: () => {
        renewed += 1;
        return Promise.resolve();
      },
    },
    () => {
      found += 1;
      expect(renewed).toBe(found);
    },
    5,
  );
  seeker.start();
  seeker.start();
  await until('the link', () => renewed === 1);
  expect([looks, found, renewed]).toEqual([3, 1, 1]);
  seeker.start();
  await until('a second search', () => found === 2);
  seeker.stop();
  expect(renewed).toBe(2);
});

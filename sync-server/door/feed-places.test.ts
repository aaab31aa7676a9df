import { expect, it } from 'vitest';
import { feedPlaces } from './feed-places.ts';

it('bounds the feeds of one account, and of all, and gives places back', () => {
  const counters = { feeds: 0, feedsRefused: 0 };
  const places = feedPlaces(counters, { streams: 4_000, streamsOfAccount: 16 });
  const entered = Array.from({ length: 20 }, () => places.enter('a'));
  expect(entered.filter(Boolean)).toHaveLength(16);
  places.leave('a');
  expect(places.enter('a')).toBe(true);
  for (let n = 0; counters.feeds < 4_000; n += 1) places.enter(`t${n}`);
  expect(places.enter('b')).toBe(false);
  expect(counters.feedsRefused).toBe(5);
  places.leave('a');
  expect(places.enter('b')).toBe(true);
});

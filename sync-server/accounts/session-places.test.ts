import { expect, it } from 'vitest';
import type { SessionDocument } from './documents.ts';
import { sessionPlaces } from './session-places.ts';

const session = (n: number, accountId: string, endedAt: string | null = null) =>
  ({ _id: `session:${n}`, accountId, endedAt }) as SessionDocument;

it('names the longest unused of an account beyond so many, and forgets what ended', () => {
  const places = sessionPlaces();
  for (let n = 0; n < 6; n += 1) places.take(session(n, n === 5 ? 'b' : 'a'));
  expect(places.beyond('a', 3)).toEqual(['session:0', 'session:1']);
  places.used('session:0');
  places.used('session:5');
  places.take(session(1, 'a'));
  expect(places.beyond('a', 3)).toEqual(['session:1', 'session:2']);
  places.take(session(1, 'a', '2026-03-02T01:00:00.000Z'));
  expect(places.beyond('a', 3)).toEqual(['session:2']);
  places.drop('session:2');
  places.drop('session:9');
  expect([places.beyond('a', 3), places.beyond('b', 1), places.beyond('b', 0), places.beyond('c', 0)]).toEqual([
    [],
    [],
    ['session:5'],
    [],
  ]);
});

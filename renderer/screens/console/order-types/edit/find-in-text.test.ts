import { describe, expect, it } from 'vitest';
import { nextPlace, placesOf } from './find-in-text.ts';

describe('finding in a text', () => {
  it('finds each place once, whatever the case', () => {
    expect(placesOf('aaaa', 'aa')).toEqual([0, 2]);
    expect(placesOf('Stage stage STAGE', 'stage')).toEqual([0, 6, 12]);
    expect(placesOf('关口、关口', '关口')).toEqual([0, 3]);
    expect(placesOf('İİ key', 'key')).toEqual([3]);
    expect(placesOf('text', '')).toEqual([]);
  });

  it('steps on and back round the ends', () => {
    expect(nextPlace([1, 5, 9], 5, false)).toBe(9);
    expect(nextPlace([1, 5, 9], 9, false)).toBe(1);
    expect(nextPlace([1, 5, 9], 5, true)).toBe(1);
    expect(nextPlace([1, 5, 9], 1, true)).toBe(9);
    expect(nextPlace([], 3, false)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { heightOf, placeGroups, rowsInView, topOf } from './layout.ts';

const sizes = { head: 40, row: 90 };
const groups = placeGroups(
  [
    { key: 'a', title: 'A', count: 3 },
    { key: 'b', title: 'B', count: 10_000 },
    { key: 'c', title: 'C', count: 1 },
  ],
  sizes,
);

describe('where the rows of a long list stand', () => {
  it('each group below the one before, with its heading', () => {
    expect(groups.map(({ top, first }) => [top, first])).toEqual([
      [0, 0],
      [310, 3],
      [900_350, 10_003],
    ]);
    expect(heightOf(groups)).toBe(900_350 + 130);
    expect(topOf(groups, 0, sizes)).toBe(40);
    expect(topOf(groups, 3, sizes)).toBe(350);
    expect(topOf(groups, 10_003, sizes)).toBe(900_390);
    expect(topOf(groups, 10_004, sizes)).toBeNull();
  });

  it('shows those in view and a few beside them, however many there are', () => {
    const shown = rowsInView(groups, { scrolled: 450_000, height: 600 }, sizes, 3);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.group.key).toBe('b');
    const { from, to } = shown[0] ?? { from: 0, to: 0 };
    expect(to - from).toBeLessThanOrEqual(14);
    const tops = [from, to].map((row) => topOf(groups, 3 + row, sizes) ?? 0);
    expect(tops[0]).toBeLessThanOrEqual(450_000 - 2 * 90);
    expect(tops[1]).toBeGreaterThanOrEqual(450_600 + 2 * 90);
  });

  it('over a border the rows of both groups, at the end the last one', () => {
    expect(
      rowsInView(groups, { scrolled: 0, height: 600 }, sizes, 0).map(({ group, from, to }) => [group.key, from, to]),
    ).toEqual([
      ['a', 0, 3],
      ['b', 0, 3],
    ]);
    expect(
      rowsInView(groups, { scrolled: heightOf(groups) - 100, height: 100 }, sizes, 0).map(({ group, to }) => [
        group.key,
        to,
      ]),
    ).toEqual([['c', 1]]);
    expect(rowsInView([], { scrolled: 0, height: 600 }, sizes, 3)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsInView } from './visible-rows.ts';

describe('the rows in view', () => {
  it('are a few more than fit, from where the list is scrolled to', () => {
    expect(rowsInView(0, 400, 40, 1000, 5)).toEqual({ first: 0, last: 15 });
    expect(rowsInView(4000, 400, 40, 1000, 5)).toEqual({ first: 95, last: 115 });
  });

  it('cover what is seen and never leave the list, wherever it is scrolled to', () => {
    fc.assert(
      fc.property(
        fc.nat(500_000),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 20, max: 80 }),
        fc.nat(10_000),
        (scrolled, height, rowHeight, rows) => {
          const { first, last } = rowsInView(scrolled, height, rowHeight, rows);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(last).toBeLessThanOrEqual(rows);
          expect(first).toBeLessThanOrEqual(Math.max(0, last));
          for (const y of [scrolled, scrolled + height - 1]) {
            const row = Math.floor(y / rowHeight);
            if (row < rows) expect(row >= first && row < last).toBe(true);
          }
        },
      ),
    );
  });
});

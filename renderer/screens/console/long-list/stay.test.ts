import { expect, it } from 'vitest';
import { findRow } from './stay.ts';

const rows = Array.from({ length: 500 }, (_, n) => `k${n}`);
const keyAt = (index: number): string | null => rows[index] ?? null;

it('finds an item where it was, a few rows down or up, and not one that is gone', () => {
  expect(findRow('k200', 200, keyAt)).toBe(200);
  expect(findRow('k200', 197, keyAt)).toBe(200);
  expect(findRow('k200', 203, keyAt)).toBe(200);
  expect(findRow('k0', 5, keyAt)).toBe(0);
  expect(findRow('other', 200, keyAt)).toBeNull();
  expect(findRow('k200', 400, keyAt)).toBeNull();
});

import { expect, it } from 'vitest';
import { layoutOf } from './columns.ts';

it('loses the column of addresses first, then that of the evidence, and only then needs a third line', () => {
  const wide = layoutOf({ address: true, evidence: true, stages: true });
  const medium = layoutOf({ address: false, evidence: true, stages: true });
  const narrow = layoutOf({ address: false, evidence: false, stages: true });
  expect([wide.name, medium.name, narrow.name]).toEqual(['wide', 'medium', 'narrow']);
  expect([wide, medium, narrow].map(({ columns }) => columns.length)).toEqual([9, 8, 7]);
  expect(medium.columns).toEqual(wide.columns.filter((column) => column !== 'address'));
  expect(narrow.columns).toEqual(medium.columns.filter((column) => column !== 'evidence'));
  expect(narrow.rowHeight).toBeGreaterThan(medium.rowHeight);
  const small = layoutOf({ address: false, evidence: false, stages: false });
  expect(small.columns).toEqual(narrow.columns.filter((column) => column !== 'stages'));
});

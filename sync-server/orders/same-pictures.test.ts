import { expect, it } from 'vitest';
import shipped from '../../forms/order-types/settings/photo.json' with { type: 'json' };
import type { OrderRow } from './order-row.ts';
import { type RowPicture, samePictures } from './same-pictures.ts';

const settings = { photo: shipped } as never;
const row = (orderId: string, ...pictures: readonly RowPicture[]): OrderRow =>
  ({ summary: { orderId, number: `N-${orderId}` }, pictures }) as unknown as OrderRow;

it('finds a picture again in another order and in another slot, never itself, never one slope of light in another', () => {
  const rows = [
    row('a', ['a1', 'f0f0f0f00f0f0f0f', 'original1'], ['a2', 'ffffffffffffffff', 'original2']),
    row('b', ['b1', 'f0f0f0f00f0f0f0c', 'original3'], ['b2', 'ffffffffffffffff', 'original4']),
    row('c', ['c1', 'ffffffffffffffff', 'original2'], ['c2', '0123456789abcdef', 'original5']),
  ];
  expect(samePictures('a', rows, settings)).toEqual([
    { evidenceId: 'a1', otherId: 'b1', orderId: 'b', number: 'N-b' },
    { evidenceId: 'a2', otherId: 'c1', orderId: 'c', number: 'N-c' },
  ]);
  expect(samePictures('c', rows, settings).map(({ evidenceId }) => evidenceId)).toEqual(['c1']);
  expect(samePictures('a', rows, {})).toEqual([]);
  const twice = [row('d', ['d1', '0123456789abcdef', 'x'], ['d2', '0123456789abcdef', 'y'])];
  expect(samePictures('d', twice, settings)).toHaveLength(2);
});

it('compares with every picture of 10 000 orders while a person waits', () => {
  const hex = (n: number): string => (Math.imul(n + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    row(
      `o${n}`,
      ...Array.from({ length: 6 }, (_, k): RowPicture => [`o${n}p${k}`, hex(n * 6 + k) + hex(n * 7 + k), `${n}-${k}`]),
    ),
  );
  samePictures('o1', rows, settings);
  const started = performance.now();
  samePictures('o77', rows, settings);
  // Measured 15 ms; a person notices 100, and the machine may be busy.
  expect(performance.now() - started).toBeLessThan(500);
});

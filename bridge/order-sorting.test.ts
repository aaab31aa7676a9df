import { describe, expect, it } from 'vitest';
import type { OfficeSummary } from './office.ts';
import { sortOrders } from './order-sorting.ts';

const order = (number: string, more: Partial<OfficeSummary> = {}) =>
  ({ number, appointment: null, technicianName: null, breachAt: null, finishedAt: null, ...more }) as OfficeSummary;
const numbers = (orders: readonly OfficeSummary[]) => orders.map(({ number }) => number);

describe('the list in order', () => {
  it('reads the numbers in numbers', () => {
    expect(numbers(sortOrders([order('A-10'), order('A-9')], { key: 'number', descending: false }))).toEqual([
      'A-9',
      'A-10',
    ]);
  });

  it('what has no window comes last either way', () => {
    const orders = [
      order('1'),
      order('2', { appointment: { start: '2026-11-20', end: '' } }),
      order('3', { appointment: { start: '2026-11-21', end: '' } }),
    ];
    expect(numbers(sortOrders(orders, { key: 'window', descending: false }))).toEqual(['2', '3', '1']);
    expect(numbers(sortOrders(orders, { key: 'window', descending: true }))).toEqual(['3', '2', '1']);
  });

  it('a finished order presses no more', () => {
    const orders = [
      order('1', { breachAt: '2026-11-19', finishedAt: '2026-11-18' }),
      order('2', { breachAt: '2026-11-20' }),
    ];
    expect(numbers(sortOrders(orders, { key: 'sla', descending: false }))).toEqual(['2', '1']);
  });
});

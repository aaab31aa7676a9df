import { describe, expect, it } from 'vitest';
import { gatherEvents } from './live.ts';

describe('changes that arrive together', () => {
  it('are told once, each order once, and the next ones again', () => {
    const told: unknown[] = [];
    const works: (() => void)[] = [];
    const gather = gatherEvents(
      (gathered) => told.push(gathered),
      (work) => works.push(work),
    );
    gather({ name: 'orders.changed', orderIds: ['a', 'b'] });
    gather({ name: 'orders.changed', orderIds: ['b'] });
    gather({ name: 'devices.changed' });
    gather({ name: 'orderTypes.changed' });
    expect(works).toHaveLength(1);
    works[0]?.();
    gather({ name: 'orders.changed', orderIds: ['c'] });
    works[1]?.();
    expect(told).toEqual([
      { orderIds: ['a', 'b'], devices: true, orderTypes: true, plans: false, reviews: false },
      { orderIds: ['c'], devices: false, orderTypes: false, plans: false, reviews: false },
    ]);
  });
});

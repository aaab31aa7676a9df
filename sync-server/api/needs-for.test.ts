import { describe, expect, it } from 'vitest';
import type { NeedReason } from '../../bridge/needs.ts';
import type { OfficeSummary, OrderNeed } from '../../bridge/office.ts';
import { needsPage } from './needs-for.ts';

const need = (reason: OrderNeed['reason'], n: number): OrderNeed => ({
  orderId: `o${n}`,
  reason,
  since: `2026-11-20T0${n % 10}`,
  detail: '',
});
const asked: string[] = [];
const orders = {
  summary: (orderId: string): OfficeSummary | null => {
    asked.push(orderId);
    if (orderId === 'o3') return null;
    return {
      number: orderId.toUpperCase(),
      customerName: '陈小满',
      technicianName: null,
      clock: { key: 'install' },
    } as unknown as OfficeSummary;
  },
};
const calendar = { orderId: null, planId: null, reason: 'calendarMissing', since: '2026', detail: '2027' } as const;
const needs = [need('gateWaiting', 1), need('slaBreached', 2), need('unassigned', 3), need('unassigned', 4)];
const page = (reason: NeedReason | undefined, limit: number | undefined, offset = 0) =>
  needsPage(needs, [calendar], { reason, limit, offset }, orders);

describe('a page of what waits', () => {
  it('says how many there are for each reason, the most pressing first, and names those of the page alone', () => {
    asked.length = 0;
    const { needs: shown, total, counts } = page(undefined, 2);
    expect(shown.map(({ reason }) => reason)).toEqual(['gateWaiting', 'slaBreached']);
    expect(total).toBe(5);
    expect(counts).toEqual([
      { reason: 'gateWaiting', count: 1 },
      { reason: 'slaBreached', count: 1 },
      { reason: 'calendarMissing', count: 1 },
      { reason: 'unassigned', count: 2 },
    ]);
    expect(asked).toEqual(['o1', 'o2']);
    expect(shown[0]).toMatchObject({ order: { number: 'O1', customerName: '陈小满', clock: null } });
    expect(shown[1]).toMatchObject({ order: { number: 'O2', clock: { key: 'install' } } });
  });

  it('for one reason has those alone; the counts stay those of all', () => {
    const { needs: shown, total, counts } = page('unassigned', 40);
    expect(shown).toMatchObject([{ orderId: 'o3', order: null }, { orderId: 'o4' }]);
    expect(total).toBe(2);
    expect(counts).toHaveLength(4);
  });

  it('goes on where the page before ended, and without a limit is all', () => {
    expect(page(undefined, 2, 2).needs.map(({ reason }) => reason)).toEqual(['calendarMissing', 'unassigned']);
    expect(page(undefined, undefined).needs).toHaveLength(5);
    expect(page(undefined, 0)).toMatchObject({ needs: [], total: 5 });
  });
});

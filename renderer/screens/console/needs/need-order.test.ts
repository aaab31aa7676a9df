import { describe, expect, it } from 'vitest';
import type { Need } from '../../../../bridge/office.ts';
import { actionFor, countNeeds, needAction, pressingOrder, sortNeeds } from './need-order.ts';

const need = (reason: Need['reason'], since: string): Need =>
  reason === 'calendarMissing'
    ? { orderId: null, planId: null, reason, since, detail: '2027' }
    : reason === 'planMissed'
      ? { orderId: null, planId: `plan-${since}`, reason, since, detail: '', title: '' }
      : { orderId: `order-${reason}-${since}`, reason, since, detail: '' };

describe('the order of the needs list', () => {
  it('puts the crew that waits at a gate before an unassigned order, and the longest wait first among equals', () => {
    const sorted = sortNeeds([
      need('unassigned', '2026-11-20T01'),
      need('gateWaiting', '2026-11-20T03'),
      need('gateWaiting', '2026-11-20T02'),
    ]);
    expect(sorted.map(({ reason, since }) => [reason, since])).toEqual([
      ['gateWaiting', '2026-11-20T02'],
      ['gateWaiting', '2026-11-20T03'],
      ['unassigned', '2026-11-20T01'],
    ]);
  });

  it('counts by reason and names no reason that nobody has', () => {
    expect(countNeeds([need('conflict', '1'), need('intake', '2'), need('conflict', '3')])).toEqual([
      { reason: 'intake', count: 1 },
      { reason: 'conflict', count: 2 },
    ]);
  });

  it('every reason has its place and its action', () => {
    const all: Need['reason'][] = [
      'intake',
      'declined',
      'returned',
      'gateWaiting',
      'answerWaiting',
      'deviceSilent',
      'cancelAsked',
      'unassigned',
      'conflict',
      'handedOver',
      'reviewWaiting',
      'slaWarning',
      'slaBreached',
      'stageWaiting',
      'childFailed',
      'raiseRefused',
      'slaEscalated',
      'planMissed',
      'calendarMissing',
    ];
    expect(all.map(pressingOrder).toSorted((a, b) => a - b)).toEqual(all.map((_, i) => i));
    for (const reason of all) expect(needAction(need(reason, '1'))).toBeTypeOf('string');
  });

  it('an order of an unknown type is looked at, not completed', () => {
    expect(needAction({ reason: 'intake', detail: 'customer.phone' })).toBe('completeIntake');
    expect(needAction({ reason: 'intake', detail: 'orderType, customer.phone' })).toBe('look');
  });

  it('an order whose clock runs out and that nobody has is given to somebody', () => {
    for (const reason of ['slaBreached', 'slaEscalated', 'slaWarning'] as const) {
      expect(actionFor({ reason, detail: '' }, 'unassigned')).toBe('assign');
      expect(actionFor({ reason, detail: '' }, 'declined')).toBe('reassign');
      expect(actionFor({ reason, detail: '' }, 'started')).toBe('look');
      expect(actionFor({ reason, detail: '' }, undefined)).toBe('look');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { pressing } from '../../../../bridge/needs.ts';
import { actionFor, needAction } from './need-order.ts';

describe('what the one button of a need does', () => {
  it('every reason has one', () => {
    for (const reason of pressing) expect(needAction({ reason, detail: '' })).toBeTypeOf('string');
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

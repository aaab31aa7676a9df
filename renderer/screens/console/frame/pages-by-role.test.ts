import { describe, expect, it } from 'vitest';
import { insteadOf, mayOpen, pageFor } from './pages-by-role.ts';

const orderId = '01jd2v0c5h0000000000000000';

describe('what a role sees at an address', () => {
  it.each([
    ['dispatcher', 'needs'],
    ['reviewer', 'review'],
    ['administrator', 'accounts'],
  ] as const)('%s lands on %s', (role, page) => {
    expect(pageFor(role, { page: 'home' })).toEqual({ page });
  });

  it('an order opens for everyone of the office', () => {
    for (const role of ['dispatcher', 'reviewer', 'administrator'] as const)
      expect(pageFor(role, { page: 'order', orderId })).toEqual({ page: 'order', orderId });
  });

  it('what a role may not open is known, and where it may look instead', () => {
    expect(mayOpen('reviewer', { page: 'create' })).toBe(false);
    expect(mayOpen('dispatcher', { page: 'reviewOrder', orderId })).toBe(false);
    expect(insteadOf('dispatcher', { page: 'reviewOrder', orderId })).toEqual({ page: 'order', orderId });
    expect(mayOpen('dispatcher', { page: 'accounts' })).toBe(false);
    expect(insteadOf('dispatcher', { page: 'accounts' })).toEqual({ page: 'needs' });
    expect(mayOpen('reviewer', { page: 'orderTypes' })).toBe(false);
    expect(mayOpen('dispatcher', { page: 'orderType', key: 'x', version: 1, tab: 'edit' })).toBe(false);
    expect(mayOpen('reviewer', { page: 'plans' })).toBe(false);
    expect(mayOpen('administrator', { page: 'plans' })).toBe(true);
    expect(mayOpen('dispatcher', { page: 'create' })).toBe(true);
    expect(mayOpen('reviewer', { page: 'nowhere' })).toBe(true);
  });
});

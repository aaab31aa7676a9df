import { describe, expect, it } from 'vitest';
import { pageFor } from './pages-by-role.ts';

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

  it('what a role may not open leads to where it lands', () => {
    expect(pageFor('reviewer', { page: 'create' })).toEqual({ page: 'review' });
    expect(pageFor('dispatcher', { page: 'reviewOrder', orderId })).toEqual({ page: 'needs' });
    expect(pageFor('dispatcher', { page: 'accounts' })).toEqual({ page: 'needs' });
    expect(pageFor('reviewer', { page: 'orderTypes' })).toEqual({ page: 'review' });
    expect(pageFor('dispatcher', { page: 'orderType', key: 'x', version: 1, tab: 'edit' })).toEqual({ page: 'needs' });
    expect(pageFor('reviewer', { page: 'plans' })).toEqual({ page: 'review' });
    expect(pageFor('administrator', { page: 'plans' })).toEqual({ page: 'plans' });
  });
});

import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, type Route } from './route.ts';

const orderId = '01jd2v0c5h0000000000000000';

describe('addresses of the console', () => {
  const routes: Route[] = [
    { page: 'home' },
    { page: 'needs' },
    { page: 'orders' },
    { page: 'create' },
    { page: 'review' },
    { page: 'accounts' },
    { page: 'devices' },
    { page: 'health' },
    { page: 'audit' },
    { page: 'orderTypes' },
    { page: 'settings' },
    { page: 'orderType', key: 'ftth-install', version: 12, tab: 'edit' },
    { page: 'order', orderId },
    { page: 'reviewOrder', orderId },
    { page: 'printOrders' },
    { page: 'printOrder', orderId },
    { page: 'jobSheet', orderId },
    { page: 'plans' },
    { page: 'newPlan' },
    { page: 'plan', planId: orderId },
  ];
  it.each(routes)('$page is read back from its own address', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/', '#/?phase=held'])('%j leads home', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'home' });
  });

  it.each(['#/nowhere', '#/../etc', '#/accounts-of', '#/%E5%8', '#/%'])('%j is an address of nothing', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'nowhere' });
  });

  it('the place within a page is no part of which page it is', () => {
    expect(parseRoute('#/orders?phase=held&sort=-window')).toEqual({ page: 'orders' });
    expect(parseRoute(`#/orders/${orderId}?tab=history`)).toEqual({ page: 'order', orderId });
  });

  it.each(['#/order-types/<script>/1', '#/order-types/x/0', '#/order-types/x'])(
    '%s leads to the list of types',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ page: 'orderTypes' });
    },
  );

  it('an order id that is not well formed leads to the list, not to an order', () => {
    expect(parseRoute('#/orders/<script>')).toEqual({ page: 'orders' });
  });
});

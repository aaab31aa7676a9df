import { useSyncExternalStore } from 'react';
import { pathOf } from './place/place.ts';

/** Every page of the console and what its address says. The address is the hash, so that the office serves one file. */
export type Route =
  | {
      readonly page:
        | 'home'
        | 'nowhere'
        | 'needs'
        | 'orders'
        | 'printOrders'
        | 'create'
        | 'plans'
        | 'newPlan'
        | 'review'
        | 'accounts'
        | 'devices'
        | 'health'
        | 'audit'
        | 'orderTypes'
        | 'settings';
    }
  | { readonly page: 'plan'; readonly planId: string }
  | { readonly page: 'order' | 'printOrder' | 'jobSheet' | 'reviewOrder'; readonly orderId: string }
  | { readonly page: 'orderType'; readonly key: string; readonly version: number; readonly tab: OrderTypeTab };

/** What can be done with a version of an order type, each at its own address. */
export const orderTypeTabs = ['flow', 'trial', 'edit', 'compare'] as const;
export type OrderTypeTab = (typeof orderTypeTabs)[number];

const plain = [
  'needs',
  'orders',
  'create',
  'plans',
  'review',
  'accounts',
  'devices',
  'health',
  'audit',
  'settings',
] as const;

/** What of an order is printed, at an address of its own. */
const ofOrder: { readonly [part: string]: 'printOrder' | 'jobSheet' | undefined } = {
  print: 'printOrder',
  sheet: 'jobSheet',
};

/** Reads `#/orders/<id>`, whatever place within the page follows; an address of nothing is `nowhere`. */
export function parseRoute(hash: string): Route {
  const [page, id, version, tab] = pathOf(hash).replace(/^#\/?/, '').split('/');
  if (id !== undefined && /^[0-9a-z]{26}$/.test(id)) {
    if (page === 'orders') return { page: ofOrder[version ?? ''] ?? 'order', orderId: id };
    if (page === 'review') return { page: 'reviewOrder', orderId: id };
    if (page === 'plans') return { page: 'plan', planId: id };
  }
  if (page === 'order-types') {
    if (id === undefined || !/^[a-z][a-z0-9-]{0,63}$/.test(id) || !/^[1-9]\d{0,8}$/.test(version ?? ''))
      return { page: 'orderTypes' };
    return {
      page: 'orderType',
      key: id,
      version: Number(version),
      tab: orderTypeTabs.find((one) => one === tab) ?? 'flow',
    };
  }
  if (page === 'orders' && id === 'print') return { page: 'printOrders' };
  if (page === 'plans' && id === 'new') return { page: 'newPlan' };
  const known = plain.find((name) => name === page);
  return { page: known ?? (page === undefined || page === '' ? 'home' : 'nowhere') };
}

/** The address of a page, for links. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'home':
    case 'nowhere':
      return '#/';
    case 'order':
      return `#/orders/${route.orderId}`;
    case 'printOrder':
      return `#/orders/${route.orderId}/print`;
    case 'jobSheet':
      return `#/orders/${route.orderId}/sheet`;
    case 'printOrders':
      return '#/orders/print';
    case 'newPlan':
      return '#/plans/new';
    case 'plan':
      return `#/plans/${route.planId}`;
    case 'reviewOrder':
      return `#/review/${route.orderId}`;
    case 'orderTypes':
      return '#/order-types';
    case 'orderType':
      return `#/order-types/${route.key}/${route.version}/${route.tab}`;
    default:
      return `#/${route.page}`;
  }
}

export function go(route: Route): void {
  window.location.hash = hrefOf(route).slice(1);
}

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => pathOf(window.location.hash)));
}

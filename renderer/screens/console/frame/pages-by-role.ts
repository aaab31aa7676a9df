import type { Role } from '../../../../bridge/office.ts';
import type { Route } from '../route.ts';

export type Area = 'needs' | 'orders' | 'plans' | 'review' | 'admin';
type Page = Route['page'];

const areas: { readonly [R in Role]: readonly Area[] } = {
  technician: [],
  dispatcher: ['needs', 'orders', 'plans'],
  reviewer: ['review', 'needs', 'orders'],
  administrator: ['admin', 'needs', 'orders', 'plans'],
};

const areaOfPage: { readonly [P in Exclude<Page, 'home'>]: Area } = {
  needs: 'needs',
  orders: 'orders',
  order: 'orders',
  create: 'orders',
  plans: 'plans',
  newPlan: 'plans',
  plan: 'plans',
  review: 'review',
  reviewOrder: 'review',
  accounts: 'admin',
  devices: 'admin',
  health: 'admin',
  audit: 'admin',
  orderTypes: 'admin',
  orderType: 'admin',
};

/** What stands in the navigation of a role; the first is where it lands. */
export const areasOf = (role: Role): readonly Area[] => areas[role];

export const pageOfArea: {
  readonly [A in Area]: Exclude<Page, 'home' | 'order' | 'reviewOrder' | 'orderType' | 'plan'>;
} = {
  needs: 'needs',
  orders: 'orders',
  plans: 'plans',
  review: 'review',
  admin: 'accounts',
};

export const areaOf = (page: Exclude<Page, 'home'>): Area => areaOfPage[page];

/** The page to show for an address: what a role may not open, and the address of nothing, lead to where the role lands. */
export function pageFor(role: Role, route: Route): Route {
  const mine = areas[role];
  const first = mine[0];
  const landing: Route = { page: first === undefined ? 'orders' : pageOfArea[first] };
  if (route.page === 'home') return landing;
  if (route.page === 'create' && role !== 'dispatcher') return landing;
  return mine.includes(areaOfPage[route.page]) ? route : landing;
}

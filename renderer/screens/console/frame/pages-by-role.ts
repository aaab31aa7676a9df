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

/** Pages that have an area. */
type Placed = Exclude<Page, 'home' | 'nowhere'>;

const areaOfPage: { readonly [P in Placed]: Area } = {
  needs: 'needs',
  orders: 'orders',
  order: 'orders',
  printOrders: 'orders',
  printOrder: 'orders',
  jobSheet: 'orders',
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
  settings: 'admin',
};

/** What stands in the navigation of a role; the first is where it lands. */
export const areasOf = (role: Role): readonly Area[] => areas[role];

export const pageOfArea: {
  readonly [A in Area]: Exclude<Placed, 'order' | 'printOrder' | 'jobSheet' | 'reviewOrder' | 'orderType' | 'plan'>;
} = {
  needs: 'needs',
  orders: 'orders',
  plans: 'plans',
  review: 'review',
  admin: 'accounts',
};

export const areaOf = (page: Page): Area | null => (page === 'home' || page === 'nowhere' ? null : areaOfPage[page]);

/** The page where a role lands. */
export function landingOf(role: Role): Route {
  const first = areas[role][0];
  return { page: first === undefined ? 'orders' : pageOfArea[first] };
}

/** The page to show for an address; without a page in it, where the role lands. */
export const pageFor = (role: Role, route: Route): Route => (route.page === 'home' ? landingOf(role) : route);

/** May this role open the page? One that it may not is said to be so: the address may have come from a colleague of another role. */
export function mayOpen(role: Role, { page }: Route): boolean {
  const area = areaOf(page);
  if (area === null) return true;
  return areas[role].includes(area) && (page !== 'create' || role === 'dispatcher');
}

/** What a role may open of the same thing, where the page itself is another role's. */
export function insteadOf(role: Role, route: Route): Route {
  if (route.page === 'reviewOrder' && areas[role].includes('orders')) return { page: 'order', orderId: route.orderId };
  return landingOf(role);
}

import type { NewOrder } from '../../bridge/office.ts';
import type { Json } from '../../domain/documents/base.ts';
import type { Origin, Place } from '../../domain/documents/work-order.ts';
import type { Problem } from '../../domain/problem.ts';
import { ok, type Result } from '../../domain/result.ts';
import { canonicalJson } from '../../forms/engine/canonical.ts';
import { planOfRaised, type RaisedOrder, raisedOrders } from '../../forms/engine/raises.ts';
import type { RaiseDefinition } from '../../forms/engine/types.ts';
import type { OfficeContext } from '../context.ts';
import { officeItself } from '../office-itself.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { stableId } from '../stable-id.ts';

export type Raised = { readonly orderId: string; readonly number: string };

/** `problems`: why others could not be made */
export type Raising = { readonly orders: readonly Raised[]; readonly problems: readonly Problem[] };

/**
 * Raises the orders of one raise that are not there yet, and writes on the raising order that they were, or why they were not. Ids follow
 * from the raising order, the raise and the element's index: however often this runs, and wherever, each order is made once, and each
 * reason told once.
 * @param dismissedToo also what a dispatcher said is not needed: a person asks for it
 * @returns all orders of this raise
 */
export async function raise(
  office: OfficeContext,
  loaded: LoadedOrder,
  one: RaiseDefinition,
  { dismissedToo = false } = {},
): Promise<Raising> {
  const { orderId, fold } = loaded.view;
  const known = new Map(fold.children.map((child) => [child.orderId, child]));
  const dismissed = new Set(fold.notRaised.flatMap((lacking) => (lacking.dismissed ? [lacking.orderId] : [])));
  const orders: Raised[] = [];
  const problems: Problem[] = [];
  for (const raised of raisedOrders(loaded, one)) {
    const childId = raisedId(orderId, raised);
    const there = known.get(childId);
    if (there === undefined && dismissed.has(childId) && !dismissedToo) continue;
    const made = there === undefined ? await make(office, loaded, raised, childId) : ok(there);
    if (made.ok) orders.push({ orderId: childId, number: made.value.number });
    else problems.push(made.problem);
  }
  return { orders, problems };
}

async function make(
  office: OfficeContext,
  { view, documents }: LoadedOrder,
  raised: RaisedOrder,
  childId: string,
): Promise<Result<Raised>> {
  const { orders, log } = office;
  const { raise: one } = raised;
  const { order, origin } = asOrder(view, raised);
  const plan = planOfRaised(one, view);
  const made = { source: 'raised', orderId: childId, origin, ...(plan !== null && { plan }) } as const;
  const created = await orders.create(officeItself, order, made);
  if (!created.ok) {
    await tellRefused(office, view.orderId, one, childId, created.problem);
    return created;
  }
  const unique = stableId(childId, 'raised');
  if (!documents.some(({ _id }) => _id.endsWith(unique))) {
    const { number } = created.value;
    const fact = { raise: one.key, orderId: childId, number, orderType: one.orderType, relation: one.relation };
    const told = await orders.move(officeItself, view.orderId, () => ({
      ok: true,
      value: { kind: 'childRaised', payload: fact, unique },
    }));
    if (!told.ok) log.error({ orderId: view.orderId, problem: told.problem }, 'the raising order was not told');
  }
  return ok({ orderId: childId, number: created.value.number });
}

/** A dispatcher's need until the order is there, or dismissed. */
async function tellRefused(
  { orders, log }: OfficeContext,
  orderId: string,
  { key, orderType, relation }: RaiseDefinition,
  childId: string,
  { code, details }: Problem,
): Promise<void> {
  log.warn({ orderId, raise: key, code }, 'an order was not raised');
  const unique = stableId(childId, 'refused', code, canonicalJson(details));
  const payload = { raise: key, orderId: childId, orderType, relation, code, details: details as Record<string, Json> };
  const told = await orders.move(officeItself, orderId, () => ({
    ok: true,
    value: { kind: 'raiseRefused', payload, unique },
  }));
  if (!told.ok) log.error({ orderId, problem: told.problem }, 'the raising order was not told');
}

/** Another address is not where the raising order's coordinates are. */
function placeOf(place: Place, over: RaisedOrder['place']): Place {
  const { latitude: _, longitude: __, ...somewhere } = place;
  const moved = over.address !== undefined && over.address !== place.address;
  return { ...(moved ? somewhere : place), ...over };
}

/** Whenever and wherever it is raised, it is this order. */
export const raisedId = (orderId: string, { raise: { key }, index }: RaisedOrder): string =>
  stableId(orderId, key, String(index));

/** The order that a raise asks for, and where it comes from. Customer and place are the raising order's, but for what the raise says. */
export function asOrder(view: LoadedOrder['view'], raised: RaisedOrder): { order: NewOrder; origin: Origin } {
  const { orderId, number, orderType, fold, priority, acceptedAt } = view;
  const { raise: one } = raised;
  return {
    order: {
      orderType: one.orderType,
      customer: fold.customer,
      place: placeOf(fold.place, raised.place),
      products: { ...raised.products },
      resources: { ...raised.resources },
      remarks: raised.remarks ?? fold.remarks,
      priority,
      ...(one.acceptedAt === 'inherit' ? { acceptedAt } : {}),
    },
    origin: { orderId, number, orderType, raise: one.key, relation: one.relation, values: { ...raised.values } },
  };
}

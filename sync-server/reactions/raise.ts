import type { NewOrder } from '../../bridge/office.ts';
import type { Origin, Place } from '../../domain/documents/work-order.ts';
import { type RaisedOrder, raisedOrders } from '../../forms/engine/raises.ts';
import type { RaiseDefinition } from '../../forms/engine/types.ts';
import type { OfficeContext } from '../context.ts';
import { officeItself } from '../office-itself.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { stableId } from '../stable-id.ts';

export type Raised = { readonly orderId: string; readonly number: string };

/**
 * Raises the orders of one raise that are not there yet, and writes on the raising order that they were. Ids follow from the raising
 * order, the raise and the element's index: however often this runs, and wherever, each order is made once.
 * @returns all orders of this raise
 */
export async function raise(
  office: OfficeContext,
  loaded: LoadedOrder,
  one: RaiseDefinition,
): Promise<readonly Raised[]> {
  const { orderId, fold } = loaded.view;
  const known = new Map(fold.children.map((child) => [child.orderId, child]));
  const all: Raised[] = [];
  for (const raised of raisedOrders(loaded, one)) {
    const childId = raisedId(orderId, raised);
    const made = known.get(childId) ?? (await make(office, loaded, raised, childId));
    if (made !== null) all.push({ orderId: childId, number: made.number });
  }
  return all;
}

async function make(
  { orders, log }: OfficeContext,
  { view, documents }: LoadedOrder,
  raised: RaisedOrder,
  childId: string,
): Promise<Raised | null> {
  const { raise: one } = raised;
  const { order, origin } = asOrder(view, raised);
  const created = await orders.create(officeItself, order, { source: 'raised', orderId: childId, origin });
  if (!created.ok) {
    log.error({ orderId: view.orderId, raise: one.key, problem: created.problem }, 'an order was not raised');
    return null;
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
  return { orderId: childId, number: created.value.number };
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

import type { Json } from '../../domain/documents/base.ts';
import { bounded } from './budget.ts';
import { evaluate, isTrue, resultOf, type Scope } from './expression.ts';
import { scopeOfView } from './scope.ts';
import type {
  EvidenceItem,
  Expression,
  OrderTypeDefinition,
  OrderView,
  RaiseDefinition,
  SettingsByKey,
} from './types.ts';

/** One order that has to be raised, as far as the raising order says. Its customer and whatever of its place is not named here are the raising order's. */
export type RaisedOrder = {
  readonly raise: RaiseDefinition;
  /** which element of `forEach`; 0 without one */
  readonly index: number;
  readonly products: Readonly<Record<string, Json>>;
  readonly resources: Readonly<Record<string, Json>>;
  /** null: the raising order's */
  readonly remarks: string | null;
  readonly place: Readonly<Record<string, Json>>;
  readonly values: Readonly<Record<string, Json>>;
  /** pictures that go along: those in the named slots that count */
  readonly evidence: readonly EvidenceItem[];
};

export type RaisingOrder = {
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
};

/**
 * All raises of a type: its own, and for what an order completed in part leaves undone a follow-up order of the same type, where the type
 * says nothing else.
 */
export function raisesOf({ key, raises = [] }: OrderTypeDefinition): readonly RaiseDefinition[] {
  if (raises.some(({ on }) => on === 'partiallyCompleted')) return raises;
  return [...raises, { key: 'followUp', orderType: key, relation: 'follow', on: 'partiallyCompleted' }];
}

/** Has what this raise waits for happened? `asked` never has: a person says so. */
export function isDue(raise: RaiseDefinition, { fold }: OrderView): boolean {
  if (raise.on === 'completed') return fold.phase === 'completed';
  if (raise.on === 'partiallyCompleted') return fold.phase === 'partial';
  return raise.on.startsWith('stage:') && fold.passed[raise.on.slice('stage:'.length)] !== undefined;
}

/**
 * The orders that this raise asks for now: none while its `when` does not hold, one, or one per element of `forEach`. Values that are not
 * known are left out. Pure: who writes them, and that each is written once, is the office's part (sync-server/reactions).
 */
export const raisedOrders = (order: RaisingOrder, raise: RaiseDefinition): readonly RaisedOrder[] =>
  bounded(order.definition, () => raised(order, raise));

/** Whether this raise is the next round of work that a plan makes: the plan is the one source of its rounds (ADR 0038). */
export const isRoundOfPlan = ({ recurs }: RaiseDefinition, { plan }: Pick<OrderView, 'plan'>): boolean =>
  recurs === true && plan !== null;

/** The plan that a raised order belongs to: what follows up an order of a plan is still that run of it. */
export const planOfRaised = (
  { orderType, on }: RaiseDefinition,
  { orderType: own, plan }: Pick<OrderView, 'orderType' | 'plan'>,
): OrderView['plan'] => (on === 'partiallyCompleted' && orderType === own ? plan : null);

function raised({ view, definition, settings }: RaisingOrder, raise: RaiseDefinition): readonly RaisedOrder[] {
  if (isRoundOfPlan(raise, view)) return [];
  const scope = scopeOfView(view, definition, settings);
  if (raise.when !== undefined && !isTrue(raise.when, scope, false)) return [];
  const same = raise.orderType === view.orderType;
  const evidence = view.evidence.filter(
    ({ slot, withdrawn }) => withdrawn === null && raise.evidence?.includes(slot) === true,
  );
  const made = (inScope: Scope, index: number): RaisedOrder => ({
    raise,
    index,
    products: valuesOf(raise.products, inScope, same ? productsLeft(view, definition, raise) : {}),
    resources: valuesOf(raise.resources, inScope, same ? view.fold.resources : {}),
    remarks: raise.remarks === undefined ? null : String(resultOf(raise.remarks, inScope) ?? ''),
    place: valuesOf(raise.place, inScope),
    values: valuesOf(raise.values, inScope, remainingOf(view)),
    evidence,
  });
  if (raise.forEach === undefined) return [made(scope, 0)];
  const list = evaluate(raise.forEach, scope);
  return list.known && Array.isArray(list.value)
    ? list.value.map((item, index) => made({ ...scope, item }, index))
    : [];
}

/** Orders that this one waits for and that could not be raised: it does not close before they are there, or dismissed. */
export const lacksChildren = ({ notRaised }: OrderView['fold']): boolean =>
  notRaised.some(({ relation, dismissed }) => relation === 'child' && dismissed === null);

/** What an order completed in part left undone, for the order that follows it up. */
function remainingOf(view: OrderView): Record<string, Json> {
  const remaining = remainingAfter(view);
  return remaining === null ? {} : { remaining: [...remaining] };
}

/** Services and stages that were named when the order was completed in part; null: it was not. */
function remainingAfter({ fold }: OrderView): readonly string[] | null {
  const last = fold.history.findLast(({ event, applied }) => applied && event.kind === 'partiallyCompleted');
  return last?.event.kind === 'partiallyCompleted' ? last.event.payload.remaining : null;
}

/** Lists what the order before left for this one to do, by its keys; empty where this follows up nothing. */
export function leftByOrigin({ origin }: Pick<OrderView, 'origin'>): readonly string[] {
  const left = origin?.values.remaining;
  return Array.isArray(left) ? left.filter((key) => typeof key === 'string') : [];
}

/**
 * The products of an order of the same type: all of this one's, and where it follows up what was left, without those of services that are
 * not left. A product that the type requires stays, for without it nobody could be assigned.
 */
function productsLeft(
  view: OrderView,
  { services = [], products }: OrderTypeDefinition,
  { on }: RaiseDefinition,
): Readonly<Record<string, Json>> {
  const left = on === 'partiallyCompleted' ? remainingAfter(view) : null;
  if (left === null || !services.some(({ key }) => left.includes(key))) return view.fold.products;
  const required = new Set(products.flatMap((one) => (one.required ? [one.key] : [])));
  const over = new Set(
    services.flatMap(({ key, product }) => (product === undefined || left.includes(key) ? [] : [product])),
  );
  return Object.fromEntries(Object.entries(view.fold.products).filter(([key]) => required.has(key) || !over.has(key)));
}

/** @param otherwise what holds where the raise says nothing at all: an order of the same type has what this one has */
function valuesOf(
  expressions: Readonly<Record<string, Expression>> | undefined,
  scope: Scope,
  otherwise: Readonly<Record<string, Json>> = {},
): Record<string, Json> {
  if (expressions === undefined) return { ...otherwise };
  return Object.fromEntries(
    Object.entries(expressions).flatMap(([key, text]) => {
      const value = resultOf(text, scope);
      return value === null ? [] : [[key, value]];
    }),
  );
}

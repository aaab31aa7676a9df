import type { OrderSummary } from '../../../bridge/station.ts';
import type { GrantDocument } from '../../../domain/documents/grant.ts';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import type { WorkOrderDocument } from '../../../domain/documents/work-order.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SearchKeys } from '../../../domain/text/search-keys.ts';
import { type NewsItem, newsFor } from '../../../domain/work-order/news.ts';
import { type Pinned, pinnedVersion } from '../../../domain/work-order/pinned-version.ts';
import type { OrderFold } from '../../../domain/work-order/types.ts';
import { BudgetExceeded } from '../../../forms/engine/budget.ts';
import { orderBroken } from '../../../forms/engine/definition-broken.ts';
import { deriveOrder } from '../../../forms/engine/derive.ts';
import { bareFold, summarise, summariseBare } from '../../../forms/engine/summary.ts';
import type { OrderView } from '../../../forms/engine/types.ts';
import type { Definitions } from '../catalogue/catalogue.ts';
import { type UnmeasuredBoot, unmeasuredBoots } from '../clock/unmeasured.ts';
import { newsOf } from '../orders/news.ts';
import { searchKeysOf } from './search.ts';

/** One order in the lists. What changes without its documents changing (unconfirmed, unseen) is added when a list is asked for. */
export type Row = {
  readonly summary: Omit<OrderSummary, 'unconfirmed' | 'unseen'>;
  readonly keys: SearchKeys;
  /** ids of what others did to the order since it came to this technician */
  readonly news: readonly string[];
  /** what the hand is told of it (ADR 0032), the newest; whether it was told already only the device's memory knows */
  readonly tellings: readonly NewsItem[];
  /** this device's boots whose events here stand at its own wall time */
  readonly unmeasured: readonly UnmeasuredBoot[];
};

export type RowParts = {
  readonly technicianId: string;
  readonly deviceId: string;
  /** the definitions an order is read under; null while they are not here, or cannot be used: then `brokenBy` says why */
  readonly pinnedBy: (pinned: Pinned) => Definitions | null;
  readonly brokenBy: (pinned: Pinned) => Problem | null;
  /** what an order type is called, where its definition cannot be used */
  readonly nameOf: (orderType: string) => OrderSummary['typeName'] | null;
  /** told what is not the definition's doing */
  readonly failed: (error: unknown) => void;
};

/**
 * The row of an order from its documents: with its view, else with what is known without it, else with what its own document says by
 * itself. Whatever is in them, it makes a row. Null while the order's own document has not arrived.
 */
export async function makeRow(documents: readonly OrderDocument[], parts: RowParts): Promise<Row | null> {
  const order = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  if (!order) return null;
  const derived = derive(documents, parts);
  try {
    return await rowOf(order, documents, derived, parts);
  } catch (error) {
    parts.failed(error);
    const unreadable = { ...derived, view: null, broken: problem('order.unreadable') };
    const bare = withTexts(order);
    return rowOf(bare, [bare], unreadable, parts);
  }
}

type Derived = {
  readonly pinned: Pinned | null;
  readonly definitions: Definitions | null;
  readonly view: OrderView | null;
  readonly broken: Problem | null;
};

/** Derives an order; an order that cannot be derived says why and holds up no other. */
function derive(documents: readonly OrderDocument[], parts: RowParts): Derived {
  let pinned: Pinned | null = null;
  let definitions: Definitions | null = null;
  try {
    pinned = pinnedVersion(documents);
    definitions = pinned && parts.pinnedBy(pinned);
    const broken = definitions === null && pinned !== null ? parts.brokenBy(pinned) : null;
    return { pinned, definitions, view: definitions && deriveOrder({ documents, ...definitions }), broken };
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) parts.failed(error);
    return { pinned, definitions, view: null, broken: orderBroken(error) };
  }
}

async function rowOf(
  order: WorkOrderDocument,
  documents: readonly OrderDocument[],
  { pinned, definitions, view, broken }: Derived,
  { technicianId, deviceId, nameOf }: RowParts,
): Promise<Row> {
  const fold = view?.fold ?? bareFold(order, documents);
  const part =
    view && definitions
      ? summarise(view, definitions.definition)
      : summariseBare({ ...order, ...pinned }, fold, nameOf(order.orderType));
  const grant = grantIn(documents, fold, technicianId);
  return {
    summary: { ...part, grant, definitionArriving: !definitions, broken },
    keys: await searchKeysOf({ number: order.number, customer: fold.customer, place: fold.place }),
    news: newsOf(fold, technicianId).map(({ eventId }) => eventId),
    tellings: newsFor(fold, technicianId, grantOf(documents)).slice(-mostTellings),
    unmeasured: unmeasuredBoots(documents, deviceId),
  };
}

/** The order's own document with something in every place that a row looks at. */
export function withTexts(order: WorkOrderDocument): WorkOrderDocument {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const [customer, place] = [order.customer ?? {}, order.place ?? {}];
  return {
    ...order,
    number: text(order.number) || order.orderId,
    remarks: text(order.remarks),
    orderType: text(order.orderType),
    customer: { ...customer, name: text(customer.name), phone: text(customer.phone) },
    place: { ...place, address: text(place.address), district: text(place.district) },
  };
}

/** Nobody reads further back in a row than this. */
const mostTellings = 30;

const grantOf = (documents: readonly OrderDocument[]): GrantDocument | null =>
  documents.find((one): one is GrantDocument => one.type === 'grant') ?? null;

/** The office's grant decides; where it has not arrived yet, the assignment does. */
export function grantIn(
  documents: readonly OrderDocument[],
  fold: OrderFold,
  technicianId: string,
): 'active' | 'withdrawn' {
  const grant = grantOf(documents);
  if (grant) return grant.state;
  return fold.assignment?.technicianId === technicianId ? 'active' : 'withdrawn';
}

import type { OrderSummary } from '../../../bridge/station.ts';
import type { EventDocument } from '../../../domain/documents/event.ts';
import type { GrantDocument } from '../../../domain/documents/grant.ts';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import type { ReviewDocument } from '../../../domain/documents/review.ts';
import type { WorkOrderDocument } from '../../../domain/documents/work-order.ts';
import { foldOrder } from '../../../domain/work-order/fold.ts';
import { type Pinned, pinnedVersion } from '../../../domain/work-order/pinned-version.ts';
import type { OrderFold } from '../../../domain/work-order/types.ts';
import { deriveOrder } from '../../../forms/engine/derive.ts';
import { summarise } from '../../../forms/engine/summary.ts';
import type { Definitions } from '../catalogue/catalogue.ts';
import { newsOf } from '../orders/news.ts';
import { type SearchKeys, searchKeys } from './search.ts';

/** One order in the lists. What changes without its documents changing (unconfirmed, unseen) is added when a list is asked for. */
export type Row = {
  readonly summary: Omit<OrderSummary, 'unconfirmed' | 'unseen'>;
  readonly keys: SearchKeys;
  /** ids of what others did to the order since it came to this technician */
  readonly news: readonly string[];
};

/** The row of an order from its documents; null while the order's own document has not arrived. */
export function makeRow(
  documents: readonly OrderDocument[],
  pinnedBy: (pinned: Pinned) => Definitions | null,
  technicianId: string,
): Row | null {
  const order = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  if (!order) return null;
  const pinned = pinnedVersion(documents);
  const definitions = pinned && pinnedBy(pinned);
  const view = definitions && deriveOrder({ documents, ...definitions });
  const fold = view?.fold ?? foldOf(order, documents);
  const part = view ? summarise(view) : plainSummary({ ...order, ...pinned }, fold);
  return {
    summary: { ...part, grant: grantIn(documents, fold, technicianId), definitionArriving: !definitions },
    keys: searchKeys({ number: order.number, customer: fold.customer, place: fold.place }),
    news: newsOf(fold, technicianId).map(({ eventId }) => eventId),
  };
}

/** The office's grant decides; where it has not arrived yet, the assignment does. */
export function grantIn(
  documents: readonly OrderDocument[],
  fold: OrderFold,
  technicianId: string,
): 'active' | 'withdrawn' {
  const grant = documents.find((one): one is GrantDocument => one.type === 'grant');
  if (grant) return grant.state;
  return fold.assignment?.technicianId === technicianId ? 'active' : 'withdrawn';
}

const foldOf = (order: WorkOrderDocument, documents: readonly OrderDocument[]): OrderFold =>
  foldOrder(
    order,
    documents.filter((one): one is EventDocument => one.type === 'event'),
    documents.filter((one): one is ReviewDocument => one.type === 'review'),
  );

/** What can be said of an order whose definitions have not arrived. */
function plainSummary(order: WorkOrderDocument, fold: OrderFold): ReturnType<typeof summarise> {
  const { orderId, number, orderType, orderTypeVersion, priority } = order;
  return {
    orderId,
    number,
    orderType,
    orderTypeVersion,
    customerName: fold.customer.name,
    phoneTail: fold.customer.phone.replace(/\D/g, '').slice(-4),
    address: fold.place.address,
    district: fold.place.district,
    grade: fold.customer.grade,
    priority,
    phase: fold.phase,
    state: fold.state,
    reviewState: fold.reviewState,
    appointment: fold.appointment,
    breachAt: null,
    warnAt: null,
    slaPaused: false,
    stagesPassed: Object.keys(fold.passed).length,
    stagesTotal: 0,
    currentStage: null,
    turn: null,
    performer: null,
    finishedAt: null,
    rework: fold.reviewState === 'returned',
  };
}

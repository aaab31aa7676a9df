import type { OrderSummary } from '../../../bridge/station.ts';
import type { GrantDocument } from '../../../domain/documents/grant.ts';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import type { WorkOrderDocument } from '../../../domain/documents/work-order.ts';
import type { SearchKeys } from '../../../domain/text/search-keys.ts';
import { type Pinned, pinnedVersion } from '../../../domain/work-order/pinned-version.ts';
import type { OrderFold } from '../../../domain/work-order/types.ts';
import { deriveOrder } from '../../../forms/engine/derive.ts';
import { bareFold, summarise, summariseBare } from '../../../forms/engine/summary.ts';
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
  /** this device's boots whose events here stand at its own wall time */
  readonly unmeasured: readonly UnmeasuredBoot[];
};

/** The row of an order from its documents; null while the order's own document has not arrived. */
export async function makeRow(
  documents: readonly OrderDocument[],
  pinnedBy: (pinned: Pinned) => Definitions | null,
  { technicianId, deviceId }: { readonly technicianId: string; readonly deviceId: string },
): Promise<Row | null> {
  const order = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  if (!order) return null;
  const pinned = pinnedVersion(documents);
  const definitions = pinned && pinnedBy(pinned);
  const view = definitions && deriveOrder({ documents, ...definitions });
  const fold = view?.fold ?? bareFold(order, documents);
  const part = view ? summarise(view, definitions.definition) : summariseBare({ ...order, ...pinned }, fold);
  return {
    summary: { ...part, grant: grantIn(documents, fold, technicianId), definitionArriving: !definitions },
    keys: await searchKeysOf({ number: order.number, customer: fold.customer, place: fold.place }),
    news: newsOf(fold, technicianId).map(({ eventId }) => eventId),
    unmeasured: unmeasuredBoots(documents, deviceId),
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

import type { OrderSummary } from '../../../bridge/station.ts';
import { ok } from '../../../domain/result.ts';
import { makeMatcher } from '../../../domain/text/search-query.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';
import type { Row } from './row.ts';
import { byUrgency, type ListView, listViews, momentOf, viewsOf } from './views.ts';

/** A write just made is in the list; a long catching-up is not waited for. */
const settleMs = 250;
const shownUnlessAsked = 500;

export const listCalls = {
  'orders.list': async (desk, { view, search, orderType, limit }) => {
    await desk.projection.settled(settleMs);
    const moment = momentOf(desk.clock.now());
    const counts: Record<ListView, number> = { today: 0, all: 0, handedOver: 0, archive: 0 };
    const matches = makeMatcher(search ?? '');
    const found: Row[] = [];
    const inView: Row[] = [];
    for (const row of desk.projection.rows()) {
      const views = viewsOf(row.summary, moment);
      for (const one of listViews) if (views.includes(one)) counts[one] += 1;
      if (!views.includes(view)) continue;
      inView.push(row);
      if ((orderType === undefined || row.summary.orderType === orderType) && matches(row.keys)) found.push(row);
    }
    found.sort((a, b) => byUrgency(a.summary, b.summary));
    const unconfirmed = countByOrder(desk);
    const orders = found.slice(0, limit ?? shownUnlessAsked).map((row) => summaryOf(desk, row, unconfirmed));
    return ok({ orders, counts, types: typesIn(inView) });
  },
} as const satisfies DeskCalls<OwnDesk>;

/** One entry a type, named by the order last met: versions may name it anew. */
function typesIn(rows: readonly Row[]) {
  const found = new Map<string, { orderType: string; name: OrderSummary['typeName']; count: number }>();
  for (const { summary } of rows) {
    const { orderType, typeName: name } = summary;
    found.set(orderType, { orderType, name, count: (found.get(orderType)?.count ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.orderType < b.orderType ? -1 : 1));
}

const summaryOf = (desk: OwnDesk, { summary, news }: Row, unconfirmed: ReadonlyMap<string, number>): OrderSummary => ({
  ...summary,
  unconfirmed: unconfirmed.get(summary.orderId) ?? 0,
  unseen: news.filter((id) => !desk.seen.has(id)).length,
});

function countByOrder(desk: OwnDesk): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (orderId: string | null): void => {
    if (orderId) counts.set(orderId, (counts.get(orderId) ?? 0) + 1);
  };
  for (const { orderId } of desk.sync.outstanding()) count(orderId);
  return counts;
}

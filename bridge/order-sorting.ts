import type { OfficeSummary } from './office.ts';

export type SortKey = 'number' | 'customer' | 'window' | 'technician' | 'phase' | 'sla' | 'finished';
export type Sorting = { readonly key: SortKey; readonly descending: boolean };

/** How a list stands that nobody has sorted: what is due first. */
export const usualSorting: Sorting = { key: 'sla', descending: false };

const last = '￿';

const value: { readonly [K in SortKey]: (order: OfficeSummary) => string } = {
  number: (order) => order.number,
  customer: (order) => order.customerName,
  window: (order) => order.appointment?.start ?? last,
  technician: (order) => order.technicianName ?? last,
  phase: (order) => order.phase,
  finished: (order) => order.finishedAt ?? last,
  sla: (order) => (order.finishedAt !== null ? last : (order.breachAt ?? last)),
};

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** The list in the order a person asked for; what has no such value comes last either way. Equal rows stay by number. */
export function sortOrders(orders: readonly OfficeSummary[], { key, descending }: Sorting): readonly OfficeSummary[] {
  const of = value[key];
  return orders.toSorted((a, b) => {
    const [left, right] = [of(a), of(b)];
    if (left === last || right === last)
      return left === right ? collator.compare(a.number, b.number) : left === last ? 1 : -1;
    const way = collator.compare(left, right) * (descending ? -1 : 1);
    return way !== 0 ? way : collator.compare(a.number, b.number);
  });
}

/** `window`, or `-window` from the last to the first; null: it is nothing to sort by. */
export function sortingOf(text: string | null): Sorting | null {
  const descending = text?.startsWith('-') === true;
  const key = (Object.keys(value) as SortKey[]).find((one) => one === text?.slice(descending ? 1 : 0));
  return key === undefined ? null : { key, descending };
}

export const textOfSorting = ({ key, descending }: Sorting): string => `${descending ? '-' : ''}${key}`;

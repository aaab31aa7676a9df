import { type ReactNode, useMemo } from 'react';
import { sortingOf, sortOrders, usualSorting } from '../../../../bridge/order-sorting.ts';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { filterNames, filtersOf, listArgument, placeOfFilters } from '../orders/filters.ts';
import { leftAt } from '../place/place.ts';
import { usePlace } from '../place/use-place.ts';
import { hrefOf } from '../route.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { JobSheet } from './job-sheet.tsx';
import { PrintedSheet, PrintFrame } from './print-frame.tsx';
import { PrintedList } from './printed-list.tsx';
import { PrintedOrder } from './printed-order.tsx';

const listNames = [...filterNames, 'sort'] as const;
const readList = (place: URLSearchParams) => ({
  filters: filtersOf(place),
  sorting: sortingOf(place.get('sort')) ?? usualSorting,
});
const writeList = ({ filters }: ReturnType<typeof readList>) => placeOfFilters(filters);

function useList() {
  const [{ filters, sorting }] = usePlace(listNames, readList, writeList);
  const read = useOfficeRead('orders.list', listArgument(filters));
  const orders = useMemo(() => sortOrders(read.data?.orders ?? [], sorting), [read.data, sorting]);
  return { filters, read, orders };
}

/** `#/orders/print`, with the filters and the sorting of the list that it was opened from. */
export function PrintOrdersPage(): ReactNode {
  const { t } = useWords();
  const { filters, read, orders } = useList();
  return (
    <PrintFrame title={t('orders.title')} fileName={t('orders.title')} back={leftAt(hrefOf({ page: 'orders' }))}>
      <Shown read={read}>{({ total }) => <PrintedList orders={orders} total={total} filters={filters} />}</Shown>
    </PrintFrame>
  );
}

type Kind = 'order' | 'sheet';

function useTitle(kind: Kind, number: string, type: string): string {
  const { t } = useWords();
  return `${t(kind === 'order' ? 'print.order' : 'print.sheet')} ${number} · ${type}`;
}

/** `#/orders/<id>/print` and `#/orders/<id>/sheet`. */
export function PrintOrderPage({ orderId, kind }: { readonly orderId: string; readonly kind: Kind }): ReactNode {
  const read = useOfficeRead('workOrder.open', { orderId });
  return (
    <Shown read={read}>
      {(order) => <OrderSheet order={order} kind={kind} back={hrefOf({ page: 'order', orderId })} />}
    </Shown>
  );
}

type OrderProps = { readonly order: Parameters<typeof PrintedOrder>[0]['order']; readonly kind: Kind };

function OrderSheet({ order, kind, back }: OrderProps & { readonly back: string }): ReactNode {
  const words = useDefinitionWords(order.definition);
  const title = useTitle(kind, order.view.number, words.type());
  return (
    <PrintFrame title={title} fileName={title} back={back}>
      {kind === 'order' ? <PrintedOrder order={order} /> : <JobSheet order={order} />}
    </PrintFrame>
  );
}

/** What Ctrl+P prints in the place of the list. */
export function ListOnPaper(): ReactNode {
  const { t, language } = useWords();
  const { filters, read, orders } = useList();
  return (
    <PrintedSheet title={t('orders.title')} fileName={t('orders.title')} paper={language === 'en' ? 'letter' : 'a4'}>
      <PrintedList orders={orders} total={read.data?.total ?? orders.length} filters={filters} />
    </PrintedSheet>
  );
}

/** What Ctrl+P prints in the place of an order. */
export function OrderOnPaper({ orderId }: { readonly orderId: string }): ReactNode {
  const read = useOfficeRead('workOrder.open', { orderId });
  return read.data === undefined ? null : <OrderNow order={read.data} kind="order" />;
}

function OrderNow({ order, kind }: OrderProps): ReactNode {
  const { language } = useWords();
  const words = useDefinitionWords(order.definition);
  const title = useTitle(kind, order.view.number, words.type());
  return (
    <PrintedSheet title={title} fileName={title} paper={language === 'en' ? 'letter' : 'a4'}>
      <PrintedOrder order={order} />
    </PrintedSheet>
  );
}

import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import { type Sorting, type SortKey, sortOrders, usualSorting } from '../../../../bridge/order-sorting.ts';
import { useMedia } from '../../../hooks/use-media.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useDefinitions } from '../office/use-definitions.ts';
import { changePlace, placeOf } from '../place/place.ts';
import { useKeptScroll } from '../place/use-kept-scroll.ts';
import { go, type Route } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { isSortable, layoutOf, roomFor } from './columns.ts';
import { OrderRow } from './order-row.tsx';
import { useSorting } from './use-sorting.ts';
import { useVisibleRows } from './visible-rows.ts';

type Props = {
  readonly orders: readonly OfficeSummary[];
  readonly label: string;
  readonly to?: (orderId: string) => Route;
  readonly start?: Sorting;
  /** only finished orders are in it */
  readonly finished?: boolean;
};

/**
 * The list of orders. Only the rows in view are in the page (10 000 orders scroll as 20 do); the table roles and row
 * numbers are given, so that a screen reader hears one table.
 */
export function OrdersTable({
  orders,
  label,
  to = (orderId) => ({ page: 'order', orderId }),
  finished = false,
  start = finished ? { key: 'finished', descending: false } : usualSorting,
}: Props): ReactNode {
  const { t } = useWords();
  const now = useNow();
  const definitions = useDefinitions();
  const address = useMedia(`(width >= ${roomFor.address}px)`);
  const evidence = useMedia(`(width >= ${roomFor.evidence}px)`);
  const stages = useMedia(`(width >= ${roomFor.stages}px)`);
  const { name, columns, rowHeight } = layoutOf({ address, evidence, stages }, finished);
  const [asked, setSorting] = useSorting();
  const sorting = asked ?? start;
  const [selected] = useState(() => placeOf(window.location.hash).get('sel'));
  const body = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => sortOrders(orders, sorting), [orders, sorting]);
  const { first, last } = useVisibleRows(body, rowHeight, rows.length);
  useKeptScroll(body, { name: 'at', step: rowHeight });
  const sortBy = (key: SortKey) => setSorting({ key, descending: sorting.key === key && !sorting.descending });

  return (
    <div
      className="console-table"
      data-layout={name}
      data-stages={stages}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      ref={body}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: a row of a table is nothing to focus */}
      <div role="row" className="console-row console-row-head" aria-rowindex={1}>
        {columns.map((key) => (
          <span
            key={key}
            role="columnheader"
            tabIndex={-1}
            aria-sort={sorting.key !== key ? undefined : sorting.descending ? 'descending' : 'ascending'}
          >
            {isSortable(key) ? (
              <button type="button" onClick={() => sortBy(key)}>
                {t(`orders.column.${key}`)}{' '}
                <i aria-hidden="true">{sorting.key !== key ? '' : sorting.descending ? '↓' : '↑'}</i>
              </button>
            ) : (
              t(!evidence && key === 'stages' ? 'orders.column.stagesAndEvidence' : `orders.column.${key}`)
            )}
          </span>
        ))}
      </div>
      <div className="console-table-body" style={{ height: rows.length * rowHeight }} role="rowgroup">
        {rows.slice(first, last).map((order, i) => (
          <OrderRow
            key={order.orderId}
            order={order}
            columns={columns}
            index={first + i + 2}
            top={(first + i) * rowHeight}
            height={rowHeight}
            now={now}
            words={definitions.wordsOf(order.orderType)}
            settings={definitions.settings}
            selected={order.orderId === selected}
            leave={() => changePlace({ sel: order.orderId }, true)}
            open={() => go(to(order.orderId))}
            route={to(order.orderId)}
          />
        ))}
      </div>
    </div>
  );
}

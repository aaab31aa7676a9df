import type { ReactNode } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import type { Filters } from '../orders/filters.ts';
import { placeWords } from '../words/path-words.ts';
import { fullTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { windowOnPaper } from './order-pairs.ts';

type Props = {
  readonly orders: readonly OfficeSummary[];
  readonly total: number;
  readonly filters: Filters;
};

/** Every order of the list in a plain table whose head stands on each page. */
export function PrintedList({ orders, total, filters }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const { wordsOf } = useDefinitions();
  const stateOf = (order: OfficeSummary): string =>
    order.handedTo === undefined ? (order.phaseName?.[language] ?? tw(`phase.${order.phase}`)) : tw('handOver.waits');
  return (
    <>
      <p data-testid="print-filters">
        <FilterWords filters={filters} />{' '}
        {t(total > orders.length ? 'orders.countOf' : 'orders.count', { n: orders.length, total })}
      </p>
      <table className="print-table print-list">
        <thead>
          <tr>
            <th scope="col">{t('orders.column.number')}</th>
            <th scope="col">{t('orders.column.customer')}</th>
            <th scope="col">{t('orders.column.address')}</th>
            <th scope="col">{t('orders.column.window')}</th>
            <th scope="col">{t('orders.column.technician')}</th>
            <th scope="col">{t('orders.column.phase')}</th>
            <th scope="col">{t('orders.column.sla')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.orderId}>
              <td>
                <b>{order.number}</b>
                <br />
                {wordsOf(order.orderType)?.type() ?? order.typeName?.[language] ?? order.orderType}
              </td>
              <td>
                {fromPrivateUse(order.customerName)}
                {order.phoneTail === '' ? '' : ` …${order.phoneTail}`}
              </td>
              <td>{placeWords(order)}</td>
              <td>{order.appointment === null ? t('orders.noWindow') : windowOnPaper(order.appointment)}</td>
              <td>{order.technicianName ?? t('orders.nobody')}</td>
              <td>
                {stateOf(order)} {order.stagesPassed}/{order.stagesTotal}
              </td>
              <td>
                {order.finishedAt !== null || order.breachAt === null ? '' : fullTime(order.breachAt).slice(0, 16)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What the list is narrowed by, in words: who reads the paper does not see the boxes. */
function FilterWords({ filters }: { readonly filters: Filters }): ReactNode {
  const { t, tw } = useWords();
  const { wordsOf } = useDefinitions();
  const people = useOfficeRead('people.list', {}, filters.technicianId !== null);
  const person = people.data?.technicians.find(({ accountId }) => accountId === filters.technicianId);
  const said = [
    filters.search.trim() === '' ? '' : `${t('orders.search')} “${filters.search.trim()}”`,
    filters.phases.map((phase) => tw(`phase.${phase}`)).join(t('join')),
    filters.orderType === null ? '' : (wordsOf(filters.orderType)?.type() ?? filters.orderType),
    filters.technicianId === null ? '' : (person?.name ?? filters.technicianId.slice(-6)),
    filters.day ?? '',
    filters.onlyConflicts ? t('orders.differed') : '',
  ].filter((one) => one !== '');
  return said.length === 0 ? t('print.allOrders') : t('print.filtered', { by: said.join(' · ') });
}

import { InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useDeferredValue } from 'react';
import { QuietState } from '../../../components/quiet-state.tsx';
import { usePerson } from '../office/office-context.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { usePlace } from '../place/use-place.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { filterNames, filtersOf, isNarrowed, listArgument, noFilters, placeOfFilters } from './filters.ts';
import { ListFiles } from './list-files.tsx';
import { OrdersFilters } from './orders-filters.tsx';
import { OrdersTable } from './orders-table.tsx';

export function OrdersPage(): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  const [filters, change] = usePlace(filterNames, filtersOf, placeOfFilters);
  const read = useOfficeRead('orders.list', listArgument(useDeferredValue(filters)));
  const filtered = isNarrowed(filters);

  return (
    <div className="console-page console-page-list">
      <div className="console-head">
        <h1>{t('orders.title')}</h1>
        {read.data !== undefined && (
          <span className="console-faint" role="status" data-testid="orders-count">
            {t(read.data.total > read.data.orders.length ? 'orders.countOf' : 'orders.count', {
              n: read.data.orders.length,
              total: read.data.total,
            })}
          </span>
        )}
        <div className="console-head-action console-buttons">
          <ListFiles filters={filters} empty={read.data?.total === 0} />
          {role === 'dispatcher' && (
            <Button type="primary" href={hrefOf({ page: 'create' })} data-testid="create-order">
              {t('orders.create')}
            </Button>
          )}
        </div>
      </div>
      <OrdersFilters filters={filters} change={change} differing={read.data?.differing} />
      <Shown read={read} rows={12}>
        {({ orders }) =>
          orders.length > 0 ? (
            <OrdersTable orders={orders} label={t('orders.title')} />
          ) : filtered ? (
            <QuietState
              icon={<InboxOutlined />}
              title={t('orders.noneFound')}
              hint={t('orders.noneFoundHint')}
              action={<Button onClick={() => change(noFilters)}>{t('orders.clear')}</Button>}
            />
          ) : (
            <QuietState icon={<InboxOutlined />} title={t('orders.none')} hint={t('orders.noneHint')} />
          )
        }
      </Shown>
    </div>
  );
}

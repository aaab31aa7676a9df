import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { QuietState } from '../../../components/quiet-state.tsx';
import { usePerson } from '../office/office-context.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { exportPath, type Filters, listArgument, noFilters } from './filters.ts';
import { OrdersFilters } from './orders-filters.tsx';
import { OrdersTable } from './orders-table.tsx';

/** Kept while the console is open: coming back from an order finds the list as it was left. */
let kept: Filters = noFilters;

export function OrdersPage(): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  const [filters, setFilters] = useState(kept);
  const change = (next: Filters) => {
    kept = next;
    setFilters(next);
  };
  const read = useOfficeRead('orders.list', listArgument(useDeferredValue(filters)));
  const filtered = filters !== noFilters && JSON.stringify(filters) !== JSON.stringify(noFilters);

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
          <Button
            icon={<DownloadOutlined />}
            href={exportPath(filters)}
            download
            disabled={read.data?.total === 0}
            title={t('orders.exportHint')}
            data-testid="export-answers"
          >
            {t('orders.export')}
          </Button>
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

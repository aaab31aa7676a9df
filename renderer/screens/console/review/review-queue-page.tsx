import { CheckCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { QuietState } from '../../../components/quiet-state.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { OrdersTable } from '../orders/orders-table.tsx';
import { useWords } from '../words/use-words.ts';

/** What waits for the reviewer: completed orders and those that come back mended. */
export function ReviewQueuePage(): ReactNode {
  const { t } = useWords();
  const read = useOfficeRead('review.queue', {});
  return (
    <div className="console-page console-page-list">
      <div className="console-head">
        <h1>{t('review.title')}</h1>
        {read.data !== undefined && (
          <span className="console-faint" role="status">
            {t('orders.count', { n: read.data.orders.length, total: read.data.orders.length })}
          </span>
        )}
      </div>
      <Shown read={read}>
        {({ orders }) =>
          orders.length === 0 ? (
            <QuietState icon={<CheckCircleOutlined />} title={t('review.none')} hint={t('review.noneHint')} />
          ) : (
            <OrdersTable
              orders={orders}
              label={t('review.title')}
              to={(orderId) => ({ page: 'reviewOrder', orderId })}
            />
          )
        }
      </Shown>
    </div>
  );
}

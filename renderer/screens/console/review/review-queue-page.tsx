import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import { QuietState } from '../../../components/quiet-state.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { DifferedChip } from '../orders/differed-chip.tsx';
import { OrdersTable } from '../orders/orders-table.tsx';
import { usePlaceWord } from '../place/use-place.ts';
import { useWords } from '../words/use-words.ts';

const everDiffered = ({ conflicts, settledConflicts }: OfficeSummary): boolean => conflicts > 0 || settledConflicts > 0;

const yes = ['1'] as const;

/** What waits for the reviewer: completed orders and those that come back mended. */
export function ReviewQueuePage(): ReactNode {
  const { t } = useWords();
  const [differedOnly, setDifferedOnly] = usePlaceWord('differed', yes);
  const onlyDiffered = differedOnly !== null;
  const setOnlyDiffered = (only: boolean) => setDifferedOnly(only ? '1' : null);
  const read = useOfficeRead('review.queue', {});
  const differed = read.data?.orders.filter(everDiffered) ?? [];
  return (
    <div className="console-page console-page-list">
      <div className="console-head">
        <h1>{t('review.title')}</h1>
        {read.data !== undefined && (
          <span className="console-faint" role="status">
            {t('orders.count', { n: (onlyDiffered ? differed : read.data.orders).length })}
          </span>
        )}
        <div className="console-chips">
          <DifferedChip
            count={read.data === undefined ? undefined : differed.length}
            pressed={onlyDiffered}
            press={setOnlyDiffered}
          />
        </div>
      </div>
      <Shown read={read}>
        {({ orders }) =>
          orders.length === 0 ? (
            <QuietState icon={<CheckCircleOutlined />} title={t('review.none')} hint={t('review.noneHint')} />
          ) : onlyDiffered && differed.length === 0 ? (
            <QuietState
              icon={<CheckCircleOutlined />}
              title={t('orders.noneFound')}
              hint={t('orders.noneFoundHint')}
              action={<Button onClick={() => setOnlyDiffered(false)}>{t('orders.clear')}</Button>}
            />
          ) : (
            <OrdersTable
              orders={onlyDiffered ? differed : orders}
              label={t('review.title')}
              finished
              to={(orderId) => ({ page: 'reviewOrder', orderId })}
            />
          )
        }
      </Shown>
    </div>
  );
}

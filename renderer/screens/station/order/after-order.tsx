import { ArrowRightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { finalPhases } from '../../../../domain/work-order/moves.ts';
import { useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import css from './after-order.module.css';

/** Enough of the day's list to find the next one that is not over. */
const lookedAt = 50;

/** What comes after an order that has ended: the next of the day with one press, or the list. */
export function AfterOrder({ orderId }: { readonly orderId: string }): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const { data } = useCall('orders.list', { view: 'today', limit: lookedAt });
  const next = data?.orders.find(
    (one) => one.orderId !== orderId && one.grant === 'active' && one.broken === null && !finalPhases.has(one.phase),
  );
  return (
    <>
      <Button
        type={next ? 'default' : 'primary'}
        ghost={!next}
        size="large"
        href={hashOf()}
        data-testid="back-home"
        data-place={next ? undefined : 'main'}
      >
        {t('order.backToList')}
      </Button>
      {next ? (
        <Button
          className={css.next ?? ''}
          type="primary"
          size="large"
          icon={<ArrowRightOutlined />}
          iconPlacement="end"
          href={hashOf('order', next.orderId)}
          data-testid="next-order"
          data-order-id={next.orderId}
          data-place="main"
        >
          <span className={css.words}>
            {t('order.next', {
              who: next.customerName,
              when: next.appointment ? format.window(next.appointment) : t('list.noWindow'),
            })}
          </span>
        </Button>
      ) : null}
    </>
  );
}

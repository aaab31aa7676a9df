import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormerOrder } from '../../../../bridge/former-orders.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useCall } from '../../../hooks/station-context.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import css from './sync.module.css';
import { useSave } from './use-save.ts';

/** After another office was accepted: work of this device on orders that it does not have, to be handed to dispatch as a file. */
export function FormerOrders(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('sync.formerOrders', {});
  const orders = data?.orders ?? [];
  if (orders.length === 0) return null;
  return (
    <section data-testid="former-orders">
      <h2 className={css.itemsHead}>
        {t('sync.former.title')} <span className={css.count}>{orders.length}</span>
      </h2>
      <p className={css.explain}>{t('sync.former.hint')}</p>
      <ul className={css.items}>
        {orders.map((order) => (
          <FormerOrderRow key={order.orderId} order={order} />
        ))}
      </ul>
    </section>
  );
}

function FormerOrderRow({ order }: { readonly order: FormerOrder }): ReactNode {
  const { t } = useTranslation('station');
  const { saveOrder, busy, problem } = useSave();
  const [discarding, setDiscarding] = useState(false);
  const { orderId, number, customerName, address, records, photos } = order;
  return (
    <li className={css.item} data-testid="former-order">
      <div className={css.itemMain}>
        <b>{number}</b> <span>{customerName}</span> <span>{address}</span>
        <small>{t('sync.former.what', { records, photos })}</small>
      </div>
      <div className={css.itemActs}>
        <Button danger onClick={() => setDiscarding(true)} data-testid="discard-order">
          {t('sync.discard')}
        </Button>
        <Button type="primary" loading={busy} onClick={() => void saveOrder(orderId)} data-testid="export-order">
          {t('sync.former.export')}
        </Button>
      </div>
      <ProblemAlert problem={problem} />
      {discarding ? <DiscardDialog what={{ orderId }} onClose={() => setDiscarding(false)} /> : null}
    </li>
  );
}

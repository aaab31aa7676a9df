import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventKind } from '../../../../domain/documents/event.ts';
import { canMove } from '../../../../domain/work-order/transitions.ts';
import css from './header.module.css';
import { type DialogMove, MoveDialog } from './move-dialog.tsx';
import type { OpenedOrder } from './opened-order.ts';

/** The event that each move makes: the transition table says whether it is legal now. */
const eventOf: Readonly<Record<DialogMove, EventKind>> = {
  reschedule: 'rescheduled',
  hold: 'held',
  note: 'noted',
  return: 'returned',
  handOver: 'handedOver',
  completePartially: 'partiallyCompleted',
  fail: 'failed',
  askCancel: 'cancelAsked',
  decline: 'declined',
};

/** Every move that is legal now, each with its dialog; what is not legal is not offered. */
export function MovesMenu({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation('station');
  const [move, setMove] = useState<DialogMove | null>(null);
  const { fold } = order.view;
  const mine = { technicianId: fold.assignment?.technicianId };
  const legal = (Object.keys(eventOf) as DialogMove[]).filter(
    (one) => (one === 'note' || !order.local.readOnly) && canMove(fold, eventOf[one], 'technician', mine).ok,
  );
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          className: css.movesMenu ?? '',
          items: legal.map((one) => ({
            key: one,
            label: <span data-testid={`move-${one}`}>{t(`move.${one}`)}</span>,
            danger: one === 'fail' || one === 'askCancel',
            style: { minHeight: 46, fontSize: '1rem', alignItems: 'center' },
          })),
          onClick: ({ key }) => setMove(key as DialogMove),
        }}
      >
        <Button data-testid="moves-menu" data-place="moves" aria-label={t('order.moves')}>
          <span className={css.movesWord}>{t('order.moves')}</span> <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {move ? <MoveDialog key={move} order={order} move={move} onClose={() => setMove(null)} /> : null}
    </>
  );
}

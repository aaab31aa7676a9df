import { EditFilled, HourglassFilled, LockFilled, PauseCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { handingOver } from '../../../../domain/work-order/handing-over.ts';
import { finalPhases } from '../../../../domain/work-order/moves.ts';
import type { OpenedOrder } from './opened-order.ts';
import css from './order.module.css';
import { BegunNote, begunAt, HandedOver } from './state-notes.tsx';

/** One line that says why the order is as it is: held, returned for rework, handed over, just begun, the office's turn, read-only. */
export function StandingNotes({ order, tab }: { readonly order: OpenedOrder; readonly tab: string }): ReactNode {
  const { t } = useTranslation('station');
  const { fold } = order.view;
  if (fold.reviewState === 'returned')
    return (
      <p className={css.note} data-tone="warn" data-testid="note-rework">
        <EditFilled aria-hidden />
        <span>
          <b>{t('step.reworkTitle')}</b> {t('step.reworkLocked')}
        </span>
      </p>
    );
  const waits = handingOver(fold);
  if (waits) return <HandedOver order={order} to={waits.toTechnicianId} />;
  if (fold.hold)
    return (
      <p className={css.note} data-tone="warn" data-testid="note-held">
        <PauseCircleFilled aria-hidden />
        <span>
          {t('order.held', { reason: order.words.reason('held', fold.hold.reasonCode) })} {fold.hold.note}
        </span>
      </p>
    );
  const sentBack = order.view.stages.find(({ key }) => key === order.view.currentStage)?.sentBack;
  if (sentBack && order.view.turn === 'field')
    return (
      <p className={css.note} data-tone="warn" data-testid="note-sent-back">
        <EditFilled aria-hidden />
        <span>
          <b>{t('state.sentBack', { reason: order.words.reason('sentBack', sentBack.reasonCode) })}</b> {sentBack.note}
        </span>
      </p>
    );
  const begun = begunAt(order);
  // On the work's own tab it scrolls with the step: beside it there is no room for a line that is rarely pressed.
  if (begun !== null) return tab === 'work' ? null : <BegunNote order={order} at={begun} />;
  const waitsFor =
    order.view.turn === 'office' ? order.view.stages.find(({ key }) => key === order.view.currentStage) : null;
  if (waitsFor && order.local.grant === 'active' && fold.assignment?.state === 'accepted')
    return (
      <p className={css.note} data-tone="info" data-testid="note-office">
        <HourglassFilled aria-hidden />
        <span>
          {t('order.waitsOffice', {
            stage: order.words.stage(waitsFor.key),
            performer: order.words.performer(waitsFor.performer),
          })}
        </span>
      </p>
    );
  const locked =
    order.local.grant === 'withdrawn'
      ? t('order.readOnly')
      : finalPhases.has(fold.phase)
        ? t('order.finished')
        : order.local.readOnly
          ? t('order.readOnly')
          : null;
  return locked === null ? null : (
    <p className={css.note} data-tone="info" data-testid="note-read-only">
      <LockFilled aria-hidden /> <span>{locked}</span>
    </p>
  );
}

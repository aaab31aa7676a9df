import { BellOutlined, CloudUploadOutlined, EnvironmentOutlined, RedoOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../../../../bridge/station.ts';
import type { SettingsByKey } from '../../../../forms/engine/types.ts';
import { GradeTag, OrderStateTag, ReviewTag, UrgentTag } from '../../../components/order-tags.tsx';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import css from './today.module.css';

type Props = {
  readonly order: OrderSummary;
  readonly offsetMs: number | null;
  /** with the calendar that lists count by */
  readonly settings: SettingsByKey;
};

/** A card has room for the two that run out first; the order itself shows all. */
const clocksShown = 2;

/** One order at a glance: when, who, where, how far, and what wants attention. The whole card opens it. */
export function OrderCard({ order, offsetMs, settings }: Props): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const language = useLanguage();
  // Completed is what it was: what it is now is work to do again.
  const isReturned = order.rework && order.reviewState === 'returned';
  return (
    <a
      className={css.card}
      href={hashOf('order', order.orderId)}
      aria-label={`${t('list.open', { number: order.number })} ${order.customerName}`}
      data-testid={`order-${order.number}`}
      data-phase={order.phase}
      data-rework={isReturned}
      data-order-id={order.orderId}
      data-clocks={order.clocks.length > 1 ? 'many' : undefined}
    >
      <div className={css.cardHead}>
        <span className={css.when}>{order.appointment ? format.window(order.appointment) : t('list.noWindow')}</span>
        {isReturned ? (
          <ReworkTag />
        ) : (
          <OrderStateTag
            phase={order.phase}
            own={order.phaseName?.[language]}
            isHandedOver={order.handedTo !== undefined}
          />
        )}
      </div>
      <div className={css.customer}>
        <b>{order.customerName}</b>
        <span>{order.phoneTail ? t('list.phoneTail', { tail: order.phoneTail }) : ''}</span>
        <GradeTag grade={order.grade} />
        {order.priority === 'urgent' ? <UrgentTag /> : null}
      </div>
      <p className={css.address}>
        <EnvironmentOutlined aria-hidden /> {order.address}
      </p>
      <p className={css.kind}>
        <span data-testid={`type-${order.number}`}>{order.typeName[language]}</span>
        <span className={css.number}>{order.number}</span>
      </p>
      {/* How many stages there are is the definition's word. */}
      {order.stagesTotal > 0 ? <StageProgress passed={order.stagesPassed} total={order.stagesTotal} /> : null}
      <div className={css.badges}>
        {order.clocks.slice(0, clocksShown).map((clock) => (
          <SlaCountdown
            key={clock.key}
            clock={clock}
            settings={settings}
            name={order.clocks.length > 1 ? clock.name[language] : null}
            offsetMs={offsetMs}
          />
        ))}
        {order.clocks.length > clocksShown ? (
          <ToneTag tone="neutral">{t('list.moreClocks', { n: order.clocks.length - clocksShown })}</ToneTag>
        ) : null}
        {isReturned ? null : <ReviewTag state={order.reviewState} />}
        {order.rework && !isReturned ? <ReworkTag /> : null}
        {order.unseen > 0 ? (
          <ToneTag tone="violet" icon={<BellOutlined aria-hidden />} testId="badge-unseen">
            {t('list.unseen', { n: order.unseen })}
          </ToneTag>
        ) : null}
        {order.unconfirmed > 0 ? (
          <ToneTag tone="warn" icon={<CloudUploadOutlined aria-hidden />} testId="badge-unsent">
            {t('list.unsent', { n: order.unconfirmed })}
          </ToneTag>
        ) : null}
        {order.broken === null ? null : (
          <ToneTag tone="bad" testId="badge-broken">
            {t('list.broken')}
          </ToneTag>
        )}
        {order.definitionArriving && order.broken === null ? (
          <ToneTag tone="neutral">{t('list.arriving')}</ToneTag>
        ) : null}
      </div>
    </a>
  );
}

export function StageProgress({ passed, total }: { readonly passed: number; readonly total: number }): ReactNode {
  const { t } = useTranslation('station');
  const cells = Array.from({ length: total }, (_, i) => (i < passed ? 'passed' : i === passed ? 'now' : 'open'));
  return (
    <div className={css.progress}>
      <span className={css.cells} aria-hidden>
        {cells.map((state, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place here
          <i key={i} data-state={state} />
        ))}
      </span>
      <span className={css.progressWords}>{t('list.stage', { n: passed, total })}</span>
    </div>
  );
}

function ReworkTag(): ReactNode {
  const { t } = useTranslation('station');
  return (
    <ToneTag tone="bad" icon={<RedoOutlined aria-hidden />} testId="badge-rework">
      {t('list.rework')}
    </ToneTag>
  );
}

import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../../../../bridge/station.ts';
import type { SettingsByKey } from '../../../../forms/engine/types.ts';
import { EndKept } from '../../../components/end-kept.tsx';
import { OrderStateTag, UrgentTag } from '../../../components/order-tags.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { OrderCard } from './order-card.tsx';
import css from './timeline.module.css';
import { layOut } from './timeline-layout.ts';

type Props = {
  readonly orders: readonly OrderSummary[];
  readonly offsetMs: number | null;
  readonly settings: SettingsByKey;
};

/** The day on an axis of hours: each appointment at its time, those that overlap side by side, and a line for now. */
export function Timeline({ orders, offsetMs, settings }: Props): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const language = useLanguage();
  const now = useNow(60_000);
  const { blocks, hours, rest } = layOut(orders, now);
  const firstHour = hours[0] ?? 8;
  const most = Math.max(1, ...blocks.map(({ columns }) => columns));
  const nowLine = useRef<HTMLDivElement>(null);
  // Once, where it was opened: whoever scrolls afterwards is left where he is.
  useEffect(() => {
    // Its answer is a promise in new browsers, which is no end of an effect.
    nowLine.current?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, []);
  const nowAt = new Date(now).getHours() + new Date(now).getMinutes() / 60 - firstHour;
  return (
    <div className={css.scroller}>
      <div
        className={css.axis}
        style={{ gridTemplateRows: `repeat(${hours.length}, var(--hour))`, '--columns': most } as CSSProperties}
        data-testid="timeline"
      >
        {hours.map((hour, i) => (
          <div key={hour} className={css.hour} style={{ gridRow: i + 1 }}>
            <span>{`${hour}:00`}</span>
          </div>
        ))}
        <div className={css.lane}>
          {blocks.map(({ order, from, to, column, columns }) => (
            <a
              key={order.orderId}
              className={css.block}
              href={hashOf('order', order.orderId)}
              data-phase={order.phase}
              data-testid={`timeline-${order.number}`}
              aria-label={`${t('list.open', { number: order.number })} ${order.customerName}`}
              style={{
                top: `calc(${from - firstHour} * var(--hour))`,
                height: `calc(${to - from} * var(--hour) - 4px)`,
                left: `${(column / columns) * 100}%`,
                width: `calc(${100 / columns}% - 6px)`,
              }}
            >
              <span className={css.blockHead}>
                <b>
                  {order.appointment
                    ? `${format.time(order.appointment.start)}–${format.time(order.appointment.end)}`
                    : ''}
                </b>
                <OrderStateTag
                  phase={order.phase}
                  own={order.phaseName?.[language]}
                  review={order.reviewState}
                  isHandedOver={order.handedTo !== undefined}
                />
                {order.priority === 'urgent' ? <UrgentTag /> : null}
              </span>
              <span className={css.blockName}>{order.customerName}</span>
              <span className={css.blockWhere}>
                <EndKept text={order.address} lines={2} />
              </span>
            </a>
          ))}
          {nowAt >= 0 && nowAt <= hours.length ? (
            <div ref={nowLine} className={css.now} style={{ top: `calc(${nowAt} * var(--hour))` }}>
              <span>{t('list.now', { time: format.time(new Date(now).toISOString()) })}</span>
            </div>
          ) : null}
        </div>
      </div>
      {rest.length > 0 ? (
        <>
          <h3 className={css.rest}>{t('list.other')}</h3>
          <div className={css.restCards}>
            {rest.map((order) => (
              <OrderCard key={order.orderId} order={order} offsetMs={offsetMs} settings={settings} />
            ))}
          </div>
        </>
      ) : null}
    </div>
  );
}

import { ArrowLeftOutlined, CompassOutlined, CopyOutlined, PhoneOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { runningClocks } from '../../../../forms/engine/summary.ts';
import { GradeTag, OrderStateTag, ReviewTag, UrgentTag } from '../../../components/order-tags.tsx';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import { useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { MovesMenu } from './moves-menu.tsx';
import type { OpenedOrder } from './opened-order.ts';
import css from './order.module.css';

const tabs = ['work', 'facts', 'photos', 'history'] as const;

/** Who, where, when, how long; call, navigate, copy; the tabs and the moves. Always in view. */
export function OrderHeader({ order, tab }: { readonly order: OpenedOrder; readonly tab: string }): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const { data: sync } = useCall('sync.state', {});
  const { view } = order;
  const { customer, place, phase, reviewState } = view.fold;
  const running = runningClocks(view.sla);
  const clocks = running.length > 0 ? running : view.sla.slice(0, 1);
  return (
    <header className={css.header}>
      <div className={css.headTop}>
        <a className={css.back} href={hashOf()} aria-label={t('order.backToList')} data-testid="back-to-list">
          <ArrowLeftOutlined aria-hidden />
        </a>
        <div className={css.who}>
          <div className={css.nameLine}>
            <h1>{fromPrivateUse(customer.name)}</h1>
            <span className={css.number}>{view.number}</span>
            <OrderStateTag phase={phase} />
            <ReviewTag state={reviewState} />
            <GradeTag grade={customer.grade} />
            {view.priority === 'urgent' ? <UrgentTag /> : null}
            {clocks.map((clock) => (
              <SlaCountdown
                key={clock.key}
                clock={clock}
                settings={order.settings}
                name={clocks.length > 1 ? order.words.sla(clock.key) : null}
                offsetMs={sync?.clockOffsetMs ?? null}
              />
            ))}
          </div>
          <p className={css.where}>
            {view.appointment ? <b>{format.window(view.appointment)}</b> : null}
            <span>{place.address}</span>
          </p>
        </div>
        <ContactActs order={order} />
      </div>
      <div className={css.headTabs}>
        <nav className={css.tabs} aria-label={view.number}>
          {tabs.map((one) => (
            <a
              key={one}
              className={css.tab}
              href={hashOf('order', view.orderId, one)}
              aria-current={one === tab ? 'page' : undefined}
              data-testid={`order-tab-${one}`}
            >
              {t(`order.tab.${one}`)}
              {one === 'photos' && view.manifest.total > 0 ? (
                <span className={css.tabCount}>{`${view.manifest.received}/${view.manifest.total}`}</span>
              ) : null}
            </a>
          ))}
        </nav>
        <MovesMenu order={order} />
      </div>
    </header>
  );
}

function ContactActs({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation('station');
  const { message } = App.useApp();
  const { customer, place } = order.view.fold;
  const copy = async () => {
    await navigator.clipboard.writeText(place.address);
    void message.success(t('order.addressCopied'));
  };
  return (
    <div className={css.contact}>
      <Button
        icon={<PhoneOutlined />}
        href={`tel:${customer.phone.replace(/[^\d+]/g, '')}`}
        data-testid="call-customer"
        title={customer.phone}
      >
        {t('order.call')}
      </Button>
      <Button
        icon={<CompassOutlined />}
        href={mapLink(place)}
        target="_blank"
        rel="noopener noreferrer"
        data-testid="navigate"
      >
        {t('order.navigate')}
      </Button>
      <Button
        icon={<CopyOutlined />}
        aria-label={t('order.copyAddress')}
        title={t('order.copyAddress')}
        onClick={() => void copy()}
        data-testid="copy-address"
      />
    </div>
  );
}

/** `geo:` opens whatever map the device has; it takes WGS-84 as stored, and the address where dispatch knows no position. */
function mapLink(place: {
  readonly address: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}): string {
  const at =
    place.latitude === undefined || place.longitude === undefined ? '0,0' : `${place.latitude},${place.longitude}`;
  return `geo:${at}?q=${at === '0,0' ? '' : `${at} `}${encodeURIComponent(place.address)}`.replace(/ /g, '%20');
}

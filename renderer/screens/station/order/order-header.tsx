import { ArrowLeftOutlined, FormOutlined, HistoryOutlined, PictureOutlined, ProfileOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { handingOver } from '../../../../domain/work-order/handing-over.ts';
import { runningClocks } from '../../../../forms/engine/summary.ts';
import { GradeTag, OrderStateTag, ReviewTag, UrgentTag } from '../../../components/order-tags.tsx';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import { useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { ContactActs } from './contact-acts.tsx';
import css from './header.module.css';
import { MovesMenu } from './moves-menu.tsx';
import type { OpenedOrder } from './opened-order.ts';

const tabIcons = {
  work: <FormOutlined />,
  facts: <ProfileOutlined />,
  photos: <PictureOutlined />,
  history: <HistoryOutlined />,
} as const;
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
            <OrderStateTag
              phase={phase}
              own={order.words.phase(phase)}
              isHandedOver={handingOver(view.fold) !== null}
              review={reviewState}
            />
            <ReviewTag state={reviewState} />
            <span className={css.grade}>
              <GradeTag grade={customer.grade} />
            </span>
            {view.priority === 'urgent' ? <UrgentTag /> : null}
            {clocks.map((clock) => (
              <SlaCountdown
                key={clock.key}
                clock={clock}
                settings={order.settings}
                name={order.words.sla(clock.key)}
                offsetMs={sync?.clockOffsetMs ?? null}
              />
            ))}
          </div>
          <p className={css.where}>
            {view.appointment ? <b>{format.window(view.appointment)}</b> : null}
            <span>{place.address}</span>
          </p>
        </div>
        <ContactActs customer={customer} place={place} />
      </div>
      <div className={css.headTabs}>
        <nav className={css.tabs} aria-label={view.number}>
          {tabs.map((one) => (
            <a
              key={one}
              className={css.tab}
              href={hashOf('order', view.orderId, one)}
              aria-current={one === tab ? 'page' : undefined}
              title={t(`order.tab.${one}`)}
              data-testid={`order-tab-${one}`}
            >
              <span className={css.tabIcon} aria-hidden>
                {tabIcons[one]}
              </span>
              <span className={css.tabWord}>{t(`order.tab.${one}`)}</span>
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

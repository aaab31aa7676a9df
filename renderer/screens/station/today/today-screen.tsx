import {
  AppstoreOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CloudDownloadOutlined,
  InboxOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import { Input, Segmented, Select } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../../../../bridge/station.ts';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import { LoadingState } from '../../../components/loading-state.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { QuietState } from '../../../components/quiet-state.tsx';
import { problemOf, useCall } from '../../../hooks/station-context.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { standingOf } from '../frame/sync-words.ts';
import { OrderCard } from './order-card.tsx';
import { Timeline } from './timeline.tsx';
import css from './today.module.css';
import { VirtualGrid } from './virtual-grid.tsx';

const views = ['today', 'all', 'handedOver', 'archive'] as const;
type ListView = (typeof views)[number];

let shape: 'cards' | 'timeline' = 'cards';
/** Coming back from an order finds the list as it was left. */
const kept: { orderType: string | null } = { orderType: null };

/** The orders of the day, all in hand, handed over and archived; search looks through the whole view as one types. */
export function TodayScreen({ view: wanted }: { readonly view: string }): ReactNode {
  const { t } = useTranslation('station');
  const view: ListView = views.find((one) => one === wanted) ?? 'today';
  const [search, setSearch] = useState('');
  const [orderType, setOrderType] = useState(kept.orderType);
  const [how, setHow] = useState(shape);
  const asked = useDeferredValue(search.trim());
  const { data, error, isPending } = useCall(
    'orders.list',
    { view, ...(asked === '' ? {} : { search: asked }), ...(orderType === null ? {} : { orderType }) },
    { keep: true },
  );
  const { data: sync } = useCall('sync.state', {});
  const { data: calendar } = useCall('calendar.get', {});
  const settings = calendar?.settings ?? {};
  const language = useLanguage();
  const orders = data?.orders ?? [];
  const showTimeline = view === 'today' && how === 'timeline' && asked === '';
  return (
    <div className={css.screen}>
      <div className={css.tools}>
        <nav className={css.tabs} aria-label={t('nav.today')}>
          {views.map((one) => (
            <a
              key={one}
              className={css.tab}
              href={hashOf('orders', one)}
              aria-current={one === view ? 'page' : undefined}
              data-testid={`tab-${one}`}
            >
              {t(`list.${one}`)}
              <span className={css.count}>{data?.counts[one] ?? '–'}</span>
            </a>
          ))}
        </nav>
        <Input
          className={css.search ?? ''}
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          data-testid="search"
        />
        <Select<string>
          className={css.type ?? ''}
          allowClear
          aria-label={t('list.type')}
          placeholder={t('list.type')}
          value={orderType}
          onChange={(next) => {
            kept.orderType = next ?? null;
            setOrderType(kept.orderType);
          }}
          options={(data?.types ?? []).map((one) => ({
            value: one.orderType,
            label: `${one.name[language]} · ${one.count}`,
          }))}
          data-testid="filter-type"
        />
        {view === 'today' ? (
          <Segmented<'cards' | 'timeline'>
            aria-label={t('list.view')}
            value={how}
            onChange={(next) => {
              shape = next;
              setHow(next);
            }}
            options={[
              { value: 'cards', label: t('list.cards'), icon: <AppstoreOutlined aria-hidden /> },
              {
                value: 'timeline',
                label: <span data-testid="view-timeline">{t('list.timeline')}</span>,
                icon: <CalendarOutlined aria-hidden />,
              },
            ]}
          />
        ) : null}
      </div>
      <ProblemAlert problem={problemOf(error)} />
      {isPending && !data ? <LoadingState /> : null}
      {data && orders.length === 0 ? (
        <NoOrders view={view} search={asked} typed={orderType !== null} sync={sync ?? null} />
      ) : null}
      {orders.length === 0 ? null : showTimeline ? (
        <Timeline orders={orders} offsetMs={sync?.clockOffsetMs ?? null} settings={settings} />
      ) : (
        <VirtualGrid
          items={orders}
          keyOf={orderKey}
          minColumn={23}
          rowHeight={15.9}
          render={(order) => <OrderCard order={order} offsetMs={sync?.clockOffsetMs ?? null} settings={settings} />}
          label={t(`list.${view}`)}
        />
      )}
    </div>
  );
}

const orderKey = (order: OrderSummary): string => order.orderId;

type NoOrdersProps = {
  readonly view: ListView;
  readonly search: string;
  readonly typed: boolean;
  readonly sync: SyncState | null;
};

function NoOrders({ view, search, typed, sync }: NoOrdersProps): ReactNode {
  const { t } = useTranslation('station');
  const standing = sync === null ? 'connecting' : standingOf(sync);
  if (search !== '')
    return (
      <QuietState
        icon={<SearchOutlined />}
        title={t('list.empty.search', { text: search })}
        hint={t('list.empty.searchHint')}
        testId="empty"
      />
    );
  if (typed)
    return (
      <QuietState
        icon={<SearchOutlined />}
        title={t('list.empty.type')}
        hint={t('list.empty.typeHint')}
        testId="empty"
      />
    );
  // "None" is said only when the office has been heard: on a new device they are still on their way.
  if (standing === 'connecting' || standing === 'fetching')
    return (
      <QuietState
        icon={<CloudDownloadOutlined />}
        title={t(`chip.${standing}`)}
        hint={t('list.empty.todayHint')}
        testId="orders-arriving"
      />
    );
  return view === 'today' ? (
    <QuietState
      icon={<CarryOutOutlined />}
      title={t('list.empty.today')}
      hint={t('list.empty.todayHint')}
      testId="empty"
    />
  ) : (
    <QuietState icon={<InboxOutlined />} title={t(`list.empty.${view}`)} testId="empty" />
  );
}

import { CheckCircleFilled, CloudSyncOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import { LoadingState } from '../../../components/loading-state.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { QuietState } from '../../../components/quiet-state.tsx';
import { problemOf, useAct, useCall } from '../../../hooks/station-context.ts';
import { useAwake } from '../../../hooks/use-awake.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useHasNetwork } from '../../../hooks/use-has-network.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import { offlineAs, standingOf, syncWords, unsentOf } from '../frame/sync-words.ts';
import { DiscardedItems } from './discarded-items.tsx';
import { FormerOrders } from './former-orders.tsx';
import { mainAct } from './main-act.ts';
import { NewOffice } from './new-office.tsx';
import css from './sync.module.css';
import { SyncItemRow } from './sync-item.tsx';

/** What waits, what was sent back and why, with try again for each; when the office was last heard from. */
export function SyncScreen(): ReactNode {
  const { data, error } = useCall('sync.state', {});
  // Who watches an upload is there, though he touches nothing.
  useAwake(data?.items.some(({ state }) => state === 'sending') ?? false);
  if (!data) return error ? <ProblemAlert problem={problemOf(error)} /> : <LoadingState />;
  return (
    <div className={css.screen}>
      <div className={css.inner}>
        {data.newOffice === null ? null : <NewOffice heard={data.newOffice} />}
        <Summary sync={data} />
        <FormerOrders />
        <Items sync={data} />
        <DiscardedItems />
      </div>
    </div>
  );
}

function Summary({ sync }: { readonly sync: SyncState }): ReactNode {
  const { t } = useTranslation('station');
  const { t: words } = useTranslation('words');
  const language = useLanguage();
  const format = useFormat();
  const hasNetwork = useHasNetwork();
  const now = useAct('sync.now');
  const retry = useAct('sync.retry');
  const sendNow = useAct('sync.sendNow');
  const isHeld = sync.items.some((item) => item.held !== undefined);
  const main = mainAct(sync);
  const { tone } = syncWords(sync, t, format, hasNetwork);
  const when = (iso: string | null) => (iso === null ? t('sync.never') : format.dateTime(iso));
  const facts: readonly (readonly [string, string])[] = [
    [t('sync.documents'), String(sync.documents)],
    [t('sync.files'), `${sync.files}${sync.fileBytes > 0 ? ` · ${format.bytes(sync.fileBytes)}` : ''}`],
    [t('sync.refused'), String(sync.refused)],
    [t('sync.lastConfirmed'), when(sync.lastConfirmedAt)],
    [t('sync.lastContact'), when(sync.lastContactAt)],
    ...(sync.nextTryAt === null ? [] : [[t('sync.nextTry'), format.timeWithSeconds(sync.nextTryAt)] as const]),
  ];
  return (
    <section className={css.summary} data-tone={tone}>
      <div className={css.headline}>
        <h1>{t('sync.title')}</h1>
        <p data-testid="sync-sentence" role="status">
          {sync.onTheWay === null
            ? t(`sync.state.${main === 'sendNow' ? 'held' : offlineAs(standingOf(sync), hasNetwork)}`)
            : problemSentence(sync.onTheWay, language, words)}
        </p>
        <p className={css.explain}>{t('sync.explain')}</p>
      </div>
      <dl className={css.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={css.acts}>
        {sync.refused > 0 ? (
          <Button
            type={main === 'retry' ? 'primary' : 'default'}
            size="large"
            loading={retry.busy}
            onClick={() => void retry.act({})}
            data-testid="retry-all"
          >
            {t('sync.retryAll')}
          </Button>
        ) : null}
        {isHeld ? (
          <Button
            type={main === 'sendNow' ? 'primary' : 'default'}
            size="large"
            loading={sendNow.busy}
            onClick={() => void sendNow.act({})}
            data-testid="send-now"
          >
            {t('sync.sendNow')}
          </Button>
        ) : null}
        <Button
          type={main === 'now' ? 'primary' : 'default'}
          size="large"
          icon={<CloudSyncOutlined />}
          loading={now.busy}
          onClick={() => void now.act({})}
          data-testid="sync-now"
        >
          {t('sync.now')}
        </Button>
      </div>
    </section>
  );
}

/** More rows than this help nobody; the count stays true. */
const mostShown = 300;

function Items({ sync }: { readonly sync: SyncState }): ReactNode {
  const { t } = useTranslation('station');
  const { data: list } = useCall('orders.list', { view: 'all' });
  const orders = new Map((list?.orders ?? []).map((order) => [order.orderId, order]));
  if (unsentOf(sync) === 0 && sync.items.length === 0)
    return (
      <QuietState
        icon={<CheckCircleFilled style={{ color: 'var(--good)' }} />}
        title={t('sync.nothing')}
        {...(sync.state === 'synchronised' ? { hint: t('sync.nothingHint') } : {})}
        testId="sync-empty"
      />
    );
  const refusedFirst = sync.items.toSorted((a, b) => Number(b.state === 'refused') - Number(a.state === 'refused'));
  return (
    <section>
      <h2 className={css.itemsHead}>
        {t('sync.items')} <span className={css.count}>{unsentOf(sync)}</span>
      </h2>
      {sync.refused > 0 ? <p className={css.explain}>{t('sync.quarantine')}</p> : null}
      <ul className={css.items}>
        {refusedFirst.slice(0, mostShown).map((item) => (
          <SyncItemRow
            key={item.id}
            item={item}
            sync={sync}
            order={item.orderId === null ? null : (orders.get(item.orderId) ?? null)}
          />
        ))}
      </ul>
    </section>
  );
}

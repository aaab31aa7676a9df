import { Button, Progress } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../../../../bridge/station.ts';
import type { SyncItem, SyncState } from '../../../../bridge/sync-state.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { type Tone, ToneTag } from '../../../components/tone-tag.tsx';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useHasNetwork } from '../../../hooks/use-has-network.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { definitionWords } from '../../../texts/definition-words.ts';
import { offlineAs } from '../frame/sync-words.ts';
import { aboutWords, kindOf } from './about-words.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import css from './sync.module.css';
import { useSave } from './use-save.ts';
import { whyWaiting } from './why-waiting.ts';

const toneOf: Readonly<Record<SyncItem['state'], Tone>> = { waiting: 'warn', sending: 'info', refused: 'bad' };

type Props = {
  readonly item: SyncItem;
  readonly sync: SyncState;
  readonly order: OrderSummary | null;
};

/** One thing that the office has not confirmed: what it is, why it is still here, and what can be done about it. */
export function SyncItemRow({ item, sync, order }: Props): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const language = useLanguage();
  // One definition for all items of a type: the query is the same.
  const { data: type } = useCall('definition.get', { key: order?.orderType ?? '' }, { enabled: order !== null });
  const format = useFormat();
  const hasNetwork = useHasNetwork();
  const retry = useAct('sync.retry');
  const { save, busy: exporting, problem } = useSave();
  const [discarding, setDiscarding] = useState(false);
  const state = {
    waiting: t('station:sync.waiting'),
    sending: t('station:sync.sending'),
    refused: t('station:sync.itemRefused'),
  }[item.state];
  const total = item.totalBytes ?? 0;
  return (
    <li className={css.item} data-state={item.state} data-testid="sync-item">
      <div className={css.itemMain}>
        <b>{t(`station:sync.kind.${kindOf(item)}`)}</b>{' '}
        <span>{aboutWords(item, type ? definitionWords(type.definition, language) : null, t)}</span>
        {order ? (
          <span>
            {' '}
            · {order.customerName} {order.number}
          </span>
        ) : null}
        <small>
          {t('station:sync.since', { when: format.dateTime(item.since) })}
          {item.tries > 0 ? ` · ${t('station:sync.tries', { n: item.tries })}` : ''}
        </small>
        {total > 0 ? (
          <span className={css.bytes}>
            <Progress
              percent={Math.round(((item.sentBytes ?? 0) / total) * 100)}
              showInfo={false}
              size="small"
              aria-label={t('station:sync.progress', {
                sent: format.bytes(item.sentBytes ?? 0),
                total: format.bytes(total),
              })}
            />
            <small>
              {t('station:sync.progress', { sent: format.bytes(item.sentBytes ?? 0), total: format.bytes(total) })}
            </small>
          </span>
        ) : null}
        {item.problem ? (
          <ProblemAlert problem={item.problem} />
        ) : (
          <small data-testid="sync-why">{t(`station:sync.why.${offlineAs(whyWaiting(item, sync), hasNetwork)}`)}</small>
        )}
      </div>
      <ToneTag tone={toneOf[item.state]}>{state}</ToneTag>
      <div className={css.itemActs}>
        {order ? <Button href={hashOf('order', order.orderId)}>{t('station:sync.toOrder')}</Button> : null}
        {item.state === 'refused' ? (
          <>
            <Button loading={exporting} onClick={() => void save(item.id)} data-testid="export-item">
              {t('station:sync.export')}
            </Button>
            <Button danger onClick={() => setDiscarding(true)} data-testid="discard-item">
              {t('station:sync.discard')}
            </Button>
            <Button loading={retry.busy} onClick={() => void retry.act({ id: item.id })} data-testid="retry-item">
              {t('station:sync.retry')}
            </Button>
          </>
        ) : null}
      </div>
      <ProblemAlert problem={problem} />
      {discarding ? <DiscardDialog what={{ item }} onClose={() => setDiscarding(false)} /> : null}
    </li>
  );
}

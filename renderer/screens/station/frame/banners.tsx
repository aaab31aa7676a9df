import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../../../bridge/station.ts';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import { useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { go, hashOf } from '../../../hooks/use-hash-route.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import css from './frame.module.css';
import { keepTold, toldOf } from './told-once.ts';

/** What needs attention, one line each, below the bar; nothing when all is well. */
export function Banners({
  session,
  sync,
  place,
}: {
  readonly session: SessionState;
  readonly sync: SyncState | null;
  /** the sync centre says itself how the exchange stands */
  readonly place: 'orders' | 'sync' | 'settings';
}): ReactNode {
  const { t } = useTranslation('station');
  const { t: words } = useTranslation('words');
  const language = useLanguage();
  const format = useFormat();
  const { data: health } = useCall('device.health', {});
  const [told, setTold] = useState(() => toldOf(window.localStorage));
  const tell = () => {
    keepTold(window.localStorage);
    setTold(true);
  };
  const offset = sync?.clockOffsetMs ?? 0;
  const banners: Record<'error' | 'warning' | 'info', ReactNode[]> = { error: [], warning: [], info: [] };
  const add = (key: string, type: keyof typeof banners, title: string, action?: ReactNode) =>
    banners[type].push(
      <Alert key={key} banner type={type} title={title} action={action} data-testid={`banner-${key}`} />,
    );

  if (session.signInNeeded || sync?.state === 'signInNeeded')
    add(
      'sign-in',
      'warning',
      t('banner.signIn'),
      <Button size="small" onClick={() => go('sign-in')} data-testid="banner-sign-in-action">
        {t('banner.signInAction')}
      </Button>,
    );
  const isTold = place === 'sync';
  if (sync?.onTheWay && !isTold)
    add(
      'on-the-way',
      'warning',
      problemSentence(sync.onTheWay, language, words),
      <a href={hashOf('sync')}>{t('banner.look')}</a>,
    );
  if (sync?.state === 'stopped' && !isTold)
    add('stopped', 'error', t('banner.stopped'), <a href={hashOf('sync')}>{t('banner.look')}</a>);
  if (sync && sync.refused > 0 && !isTold)
    add('refused', 'error', t('banner.refused', { n: sync.refused }), <a href={hashOf('sync')}>{t('banner.look')}</a>);
  if (health && Math.abs(offset) > health.clockToleranceMs)
    add(
      'clock',
      'warning',
      offset < 0
        ? t('banner.clockAhead', { time: format.span(-offset) })
        : t('banner.clockBehind', { time: format.span(offset) }),
    );
  if (health?.timeZone) add('time-zone', 'warning', t('banner.timeZone', { zone: health.timeZone }));
  if (health?.openFolder && !told)
    add(
      'open-folder',
      'warning',
      t('banner.openFolder', { why: t(`settings.openFolder.${health.openFolder}`) }),
      <Button size="small" onClick={tell} data-testid="banner-open-folder-read">
        {t('order.changes.seen')}
      </Button>,
    );
  if (health?.storeRebuiltAt)
    add('rebuilt', 'info', t('banner.rebuilt', { time: format.dateTime(health.storeRebuiltAt) }));
  const originals = health?.originals ?? null;
  const taken = originals?.bytes ? t('banner.originals', { size: format.bytes(originals.bytes) }) : '';
  if (health?.lowSpace === 'warn')
    add(
      'low-space',
      'warning',
      `${t('banner.lowSpace', { size: format.bytes(health.freeBytes ?? 0) })} ${taken}`.trim(),
    );
  if (health?.lowSpace === 'blockPhotos')
    add('no-photos', 'error', `${t('banner.noPhotos', { size: format.bytes(health.freeBytes ?? 0) })} ${taken}`.trim());
  // The gravest on top.
  const all = Object.values(banners).flat();
  return all.length === 0 ? null : <div className={css.banners}>{all}</div>;
}

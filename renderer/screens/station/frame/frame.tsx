import {
  CloudOutlined,
  DisconnectOutlined,
  LockOutlined,
  SettingOutlined,
  SyncOutlined,
  UnorderedListOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../../../bridge/station.ts';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useHasNetwork } from '../../../hooks/use-has-network.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { NewsBadge } from '../news/news-badge.tsx';
import { NewsToasts } from '../news/news-toasts.tsx';
import { Banners } from './banners.tsx';
import { DeviceFacts } from './device-facts.tsx';
import css from './frame.module.css';
import { syncWords } from './sync-words.ts';

type Props = {
  readonly session: SessionState;
  readonly place: 'orders' | 'sync' | 'settings';
  readonly children: ReactNode;
};

/** What is around every screen: who, the honest state of sync, battery, space, unsent items, and what needs attention. */
export function Frame({ session, place, children }: Props): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const { data: sync } = useCall('sync.state', {});
  const lock = useAct('session.lock');
  const link = (to: 'orders' | 'sync' | 'settings', icon: ReactNode, label: string) => (
    <a
      className={css.nav}
      aria-label={label}
      title={label}
      href={to === 'orders' ? hashOf() : hashOf(to)}
      aria-current={place === to ? 'page' : undefined}
      data-testid={`nav-${to}`}
    >
      {icon}
      <span>{label}</span>
      {to === 'orders' ? <NewsBadge /> : null}
    </a>
  );
  return (
    <div className={css.frame}>
      <header className={css.bar}>
        <span className={css.brand}>{t('words:product')}</span>
        <nav className={css.navs} aria-label={t('words:product')}>
          {link('orders', <UnorderedListOutlined aria-hidden />, t('station:nav.today'))}
          {link('sync', <CloudOutlined aria-hidden />, t('station:nav.sync'))}
          {link('settings', <SettingOutlined aria-hidden />, t('station:nav.settings'))}
        </nav>
        <div className={css.facts}>
          <DeviceFacts sync={sync ?? null} />
          {sync ? <SyncChip sync={sync} /> : null}
          <span className={css.person} title={session.technician?.username}>
            <UserOutlined aria-hidden /> <span data-testid="technician">{session.technician?.name}</span>
          </span>
          <button
            type="button"
            className={css.lock}
            aria-label={t('station:nav.lock')}
            title={t('station:nav.lock')}
            onClick={() => void lock.act({})}
            data-testid="lock"
          >
            <LockOutlined aria-hidden />
          </button>
        </div>
      </header>
      <Banners session={session} sync={sync ?? null} place={place} />
      <NewsToasts />
      <main className={css.main}>{children}</main>
    </div>
  );
}

function SyncChip({ sync }: { readonly sync: SyncState }): ReactNode {
  const { t } = useTranslation('station');
  const { words, tone } = syncWords(sync, t, useFormat(), useHasNetwork());
  const icon =
    sync.state === 'offline' ? (
      <DisconnectOutlined aria-hidden />
    ) : (
      <SyncOutlined aria-hidden spin={sync.state === 'sending'} />
    );
  return (
    <a
      className={css.chip}
      href={hashOf('sync')}
      data-tone={tone}
      data-state={sync.state}
      data-testid="sync-chip"
      title={t('chip.open')}
      aria-live="polite"
    >
      {sync.state === 'synchronised' ? <CloudOutlined aria-hidden /> : icon}
      {words}
    </a>
  );
}

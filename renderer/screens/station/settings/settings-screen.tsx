import { LockOutlined, LogoutOutlined } from '@ant-design/icons';
import { App, Button, Segmented, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../../../bridge/station.ts';
import type { Problem } from '../../../../domain/problem.ts';
import type { TextSize } from '../../../app/theme.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { unsentOf } from '../frame/sync-words.ts';
import { NewsSettings } from '../news/news-settings.tsx';
import { LanguageSwitch } from '../sign-in/language-switch.tsx';
import { HeldLock, IdleLock } from './lock-settings.tsx';
import css from './settings.module.css';
import { Themes } from './theme-settings.tsx';
import { WindowSettings } from './window-settings.tsx';

/** Language, text size, what may be sent, what this device is, and the way out. */
export function SettingsScreen({ session }: { readonly session: SessionState }): ReactNode {
  const { t } = useTranslation('station');
  return (
    <div className={css.screen}>
      <div className={css.inner}>
        <h1>{t('settings.title')}</h1>
        <section className={css.panel}>
          <Row label={t('settings.language')}>
            <LanguageSwitch />
          </Row>
          <Row label={t('settings.textSize')}>
            <TextSizes />
          </Row>
          <p className={css.sample}>{t('settings.sample')}</p>
          <Row label={t('theme.title')}>
            <Themes />
          </Row>
          <p className={css.sample}>{t('theme.hint')}</p>
        </section>
        <section className={css.panel}>
          <Row label={t('settings.meteredLink')}>
            <MeteredLink />
          </Row>
          <p className={css.sample}>{t('settings.meteredHint')}</p>
        </section>
        <section className={css.panel}>
          <Row label={t('lock.title')}>
            <IdleLock />
          </Row>
          <HeldLock />
          <p className={css.sample}>{t('lock.hint')}</p>
        </section>
        <WindowSettings />
        <NewsSettings />
        <DevicePanel session={session} />
        <AccountPanel session={session} />
      </div>
    </div>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={css.row}>
      <span className={css.label}>{label}</span>
      <div className={css.value}>{children}</div>
    </div>
  );
}

function MeteredLink(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('settings.get', {});
  const set = useAct('settings.set');
  return (
    <Switch
      aria-label={t('settings.meteredLink')}
      checked={data?.meteredLink ?? false}
      onChange={(meteredLink) => void set.act({ meteredLink })}
      data-testid="metered-link"
    />
  );
}

const sizes: readonly TextSize[] = ['normal', 'large', 'huge'];

function TextSizes(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('settings.get', {});
  const set = useAct('settings.set');
  return (
    <Segmented<TextSize>
      aria-label={t('settings.textSize')}
      value={data?.textSize ?? 'normal'}
      onChange={(textSize) => void set.act({ textSize })}
      options={sizes.map((value) => ({
        value,
        label: <span data-testid={`text-size-${value}`}>{t(`settings.size.${value}`)}</span>,
      }))}
    />
  );
}

function DevicePanel({ session }: { readonly session: SessionState }): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const { data: health } = useCall('device.health', {});
  return (
    <section className={css.panel}>
      <h2>{t('settings.device')}</h2>
      <Row label={t('settings.deviceId')}>
        <code data-testid="device-id">{session.deviceId ?? '–'}</code>
      </Row>
      <Row label={t('settings.office')}>{session.officeUrl}</Row>
      {session.offlineUntil ? (
        <Row label={t('settings.offlineUntil')}>{format.dateTime(session.offlineUntil)}</Row>
      ) : null}
      {health ? (
        <>
          <Row label={t('settings.free')}>{health.freeBytes === null ? '–' : format.bytes(health.freeBytes)}</Row>
          {health.timeZone ? (
            <Row label={t('settings.timeZone')}>{t('settings.timeZoneAssumed', { zone: health.timeZone })}</Row>
          ) : null}
          {health.openFolder ? (
            <Row label={t('settings.folder')}>
              <span data-testid="open-folder">{t(`settings.openFolder.${health.openFolder}`)}</span>
            </Row>
          ) : null}
          {health.originals?.files ? (
            <Row label={t('settings.originals')}>
              <span data-testid="originals">
                {t('settings.originalsWhat', {
                  files: health.originals.files,
                  size: format.bytes(health.originals.bytes),
                })}
              </span>
            </Row>
          ) : null}
          {health.cleared ? (
            <Row label={t('settings.cleared')}>
              <span data-testid="cleared">
                {t('settings.clearedWhat', {
                  time: format.dateTime(health.cleared.at),
                  orders: health.cleared.orders,
                  files: health.cleared.files,
                  size: format.bytes(health.cleared.bytes),
                })}
              </span>
            </Row>
          ) : null}
          <Row label={t('settings.version')}>{health.appVersion}</Row>
          <Row label={t('settings.shell')}>
            {health.shell === 'electron' ? t('settings.electron') : t('settings.browser')}
          </Row>
        </>
      ) : null}
    </section>
  );
}

function AccountPanel({ session }: { readonly session: SessionState }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const { modal } = App.useApp();
  const { data: sync } = useCall('sync.state', {});
  const lock = useAct('session.lock');
  const signOut = useAct('session.signOut');
  const [problem, setProblem] = useState<Problem | null>(null);
  const unsent = sync ? unsentOf(sync) : 0;
  const leave = async () => {
    const answer = await signOut.act({});
    setProblem(answer.ok ? null : answer.problem);
  };
  const ask = () => {
    void modal.confirm({
      title: t('station:settings.signOutConfirm'),
      content: t('station:settings.signOutHint'),
      okText: t('station:settings.signOut'),
      cancelText: t('words:act.cancel'),
      okButtonProps: { danger: true },
      onOk: leave,
    });
  };
  return (
    <section className={css.panel}>
      <h2>{t('station:settings.account')}</h2>
      <Row label={session.technician?.username ?? ''}>
        <b>{session.technician?.name}</b>
      </Row>
      <div className={css.acts}>
        <div>
          <Button
            icon={<LockOutlined />}
            loading={lock.busy}
            onClick={() => void lock.act({})}
            data-testid="settings-lock"
          >
            {t('station:settings.lock')}
          </Button>
          <p>{t('station:settings.lockHint')}</p>
        </div>
        <div>
          <Button danger icon={<LogoutOutlined />} loading={signOut.busy} onClick={ask} data-testid="sign-out">
            {t('station:settings.signOut')}
          </Button>
          <p>{unsent > 0 ? t('station:settings.signOutBlocked', { n: unsent }) : t('station:settings.signOutHint')}</p>
        </div>
      </div>
      <ProblemAlert problem={problem} action={<a href={hashOf('sync')}>{t('station:settings.toSync')}</a>} />
    </section>
  );
}

import { HddOutlined, InboxOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import { useCall, useStation } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import css from './frame.module.css';
import { unsentOf } from './sync-words.ts';
import { useBattery } from './use-battery.ts';

/** Battery, free space and unsent items, always in view; the station is told the battery for the office. */
export function DeviceFacts({ sync }: { readonly sync: SyncState | null }): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const station = useStation();
  const { data: health } = useCall('device.health', {});
  const battery = useBattery();
  const percent = battery?.percent ?? null;
  useEffect(() => {
    if (percent !== null) void station.call('device.report', { batteryPercent: percent });
  }, [station, percent]);
  return (
    <ul className={css.device}>
      {battery ? (
        <li
          data-low={battery.percent <= 20 && !battery.charging}
          title={
            battery.charging
              ? t('device.charging', { p: battery.percent })
              : t('device.battery', { p: battery.percent })
          }
          data-testid="battery"
        >
          {battery.charging ? <ThunderboltOutlined aria-hidden /> : <BatteryIcon percent={battery.percent} />}
          <span className="visually-hidden">
            {battery.charging
              ? t('device.charging', { p: battery.percent })
              : t('device.battery', { p: battery.percent })}
          </span>
          <span aria-hidden>{battery.percent}%</span>
        </li>
      ) : null}
      {health && health.freeBytes !== null ? (
        <li
          data-low={health.lowSpace !== 'ok'}
          title={t('device.free', { size: format.bytes(health.freeBytes) })}
          data-testid="free-space"
        >
          <HddOutlined aria-hidden />
          <span className="visually-hidden">{t('device.free', { size: format.bytes(health.freeBytes) })}</span>
          <span aria-hidden>{format.bytes(health.freeBytes)}</span>
        </li>
      ) : null}
      {sync ? (
        <li
          data-low={unsentOf(sync) > 0}
          title={t('device.unsent', { n: unsentOf(sync) })}
          data-testid="unsent-count"
          data-count={unsentOf(sync)}
        >
          <InboxOutlined aria-hidden />
          <span className="visually-hidden">{t('device.unsent', { n: unsentOf(sync) })}</span>
          <span aria-hidden>{unsentOf(sync)}</span>
        </li>
      ) : null}
    </ul>
  );
}

function BatteryIcon({ percent }: { readonly percent: number }): ReactNode {
  return (
    <svg viewBox="0 0 26 14" width="26" height="14" aria-hidden="true">
      <rect x="1" y="1" width="21" height="12" rx="3" fill="none" stroke="currentColor" strokeWidth="2" />
      <rect x="23" y="4.5" width="3" height="5" rx="1" fill="currentColor" />
      <rect x="3.5" y="3.5" width={(16 * percent) / 100} height="7" rx="1" fill="currentColor" />
    </svg>
  );
}

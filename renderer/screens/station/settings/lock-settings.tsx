import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import css from './settings.module.css';

/** What can be chosen here; a device that was set up with another number shows that one too. */
const offered = [5, 15, 30] as const;
const never = 0;
const heldOffered = [15, 30, 60] as const;

/** After how long without a touch this device locks itself. */
export function IdleLock(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('settings.get', {});
  const set = useAct('settings.set');
  const now = data?.lockAfterMinutes ?? never;
  const choices = [...new Set([...offered, ...(now === never ? [] : [now])])].sort((a, b) => a - b);
  return (
    <Segmented<number>
      aria-label={t('lock.title')}
      value={now}
      onChange={(minutes) => void set.act({ lockAfterMinutes: minutes === never ? null : minutes })}
      options={[...choices, never].map((value) => ({
        value,
        label: (
          <span data-testid={`lock-after-${value}`}>
            {value === never ? t('lock.never') : t('lock.minutes', { n: value })}
          </span>
        ),
      }))}
    />
  );
}

/** After how long without a touch an open camera, pad or dialog no longer keeps this device open. */
export function HeldLock(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('settings.get', {});
  const set = useAct('settings.set');
  if (data === undefined || data.lockAfterMinutes === null) return null;
  const now = data.lockHeldAfterMinutes;
  return (
    <div className={css.row}>
      <span className={css.label}>{t('lock.held')}</span>
      <Segmented<number>
        aria-label={t('lock.held')}
        value={now}
        onChange={(lockHeldAfterMinutes) => void set.act({ lockHeldAfterMinutes })}
        options={[...new Set([...heldOffered, now])]
          .sort((a, b) => a - b)
          .map((value) => ({
            value,
            label: <span data-testid={`lock-held-${value}`}>{t('lock.minutes', { n: value })}</span>,
          }))}
      />
    </div>
  );
}

import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../../hooks/station-context.ts';
import css from './news.module.css';

/** How many orders have news that nobody has looked at: on the orders tab, and on the program's own symbol where the system shows one. */
export function NewsBadge(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('news.list', {});
  const badge = data?.badge ?? 0;
  useEffect(() => {
    // A browser page that is not installed has no symbol of its own.
    const shown = badge > 0 ? navigator.setAppBadge?.(badge) : navigator.clearAppBadge?.();
    void shown?.catch(() => undefined);
  }, [badge]);
  if (badge === 0) return null;
  return (
    <span className={css.badge} data-testid="news-badge" data-count={badge} title={t('news.badge', { n: badge })}>
      <span aria-hidden>{badge > 99 ? '99+' : badge}</span>
      <span className="visually-hidden">{t('news.badge', { n: badge })}</span>
    </span>
  );
}

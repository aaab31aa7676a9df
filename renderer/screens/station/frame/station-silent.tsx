import { ApiOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import css from './silent.module.css';

const askEveryMs = 2_000;

/** Laid over the page while the station process on this device does not answer; goes by itself. */
export function StationSilent(): ReactNode {
  const { t } = useTranslation('station');
  const queries = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: ['session.state'] }), askEveryMs);
    return () => clearInterval(timer);
  }, [queries]);
  return (
    <div className={css.silent} role="alert" data-testid="station-silent">
      <ApiOutlined aria-hidden />
      <span>
        <b>{t('silent.title')}</b> {t('silent.body')}
      </span>
    </div>
  );
}

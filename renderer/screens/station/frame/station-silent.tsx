import { ApiOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './silent.module.css';

/** Laid over the page while the station process on this device does not answer; goes by itself, since reads ask again. */
export function StationSilent(): ReactNode {
  const { t } = useTranslation('station');
  return (
    <div className={css.silent} role="alert" data-testid="station-silent">
      <ApiOutlined aria-hidden />
      <span>
        <b>{t('silent.title')}</b> {t('silent.body')}
      </span>
    </div>
  );
}

import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './quiet-state.module.css';

/** Something is on its way to the whole screen. */
export function LoadingState(): ReactNode {
  const { t } = useTranslation('words');
  return (
    <div className={css.quiet} role="status">
      <Spin size="large" />
      <p className={css.hint}>{t('loading')}</p>
    </div>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './labelled.module.css';

/** The mark beside a label without which nothing is sent; read out as a word. */
export function RequiredMark(): ReactNode {
  const { t } = useTranslation('words');
  return (
    <span className={css.required}>
      <span aria-hidden>*</span>
      <span className="visually-hidden">{t('required')}</span>
    </span>
  );
}

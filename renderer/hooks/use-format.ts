import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, makeFormat } from '../texts/format.ts';
import { useLanguage } from './use-language.ts';

/** Dates, spans and sizes in the reader's language. */
export function useFormat(): Format {
  const language = useLanguage();
  const { t } = useTranslation('words');
  return useMemo(() => makeFormat(language, t), [language, t]);
}

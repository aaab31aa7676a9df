import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DateStyle, type Format, makeFormat } from '../texts/format.ts';
import { useLanguage } from './use-language.ts';

/** One page writes its days in one way: the console says `numbers` once, around everything. */
export const DateStyleContext = createContext<DateStyle>('words');

/** Dates, spans and sizes in the reader's language. */
export function useFormat(): Format {
  const language = useLanguage();
  const style = useContext(DateStyleContext);
  const { t } = useTranslation('words');
  return useMemo(() => makeFormat(language, t, style), [language, t, style]);
}

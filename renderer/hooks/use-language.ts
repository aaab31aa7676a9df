import { useTranslation } from 'react-i18next';
import type { Language } from '../../domain/problem.ts';

export function useLanguage(): Language {
  return useTranslation('words').i18n.language === 'en' ? 'en' : 'zh-CN';
}

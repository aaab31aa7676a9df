import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../domain/problem.ts';
import { useAct } from '../../../hooks/station-context.ts';
import { useLanguage } from '../../../hooks/use-language.ts';

/** Changes the language at once and keeps it on the device (before the first sign-in only for this page). */
export function LanguageSwitch(): ReactNode {
  const { t, i18n } = useTranslation('words');
  const language = useLanguage();
  const set = useAct('settings.set');
  const change = (next: Language) => {
    void i18n.changeLanguage(next);
    void set.act({ language: next });
  };
  return (
    <Segmented<Language>
      aria-label={t('language.name')}
      value={language}
      onChange={change}
      options={[
        { value: 'zh-CN', label: <span data-testid="language-zh-CN">{t('language.zh-CN')}</span> },
        { value: 'en', label: <span data-testid="language-en">{t('language.en')}</span> },
      ]}
    />
  );
}

import './app.css';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { i18n } from 'i18next';
import { type ReactNode, useEffect, useInsertionEffect, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../../domain/problem.ts';
import { useMedia } from '../hooks/use-media.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { writePalette } from './palette-style.ts';
import type { ThemeName } from './palettes.ts';
import type { TextSize } from './theme.ts';
import { TooLong } from './too-long.tsx';

type Props = {
  readonly texts: i18n;
  readonly queryClient: QueryClient;
  readonly theme: ThemeConfig;
  readonly textSize?: TextSize;
  readonly colours?: ThemeName;
  readonly children: ReactNode;
};

/** What every page of ours stands in: texts, antd with our theme in the reader's language, queries, and the last net for bugs. */
export function AppRoot({
  texts,
  queryClient,
  theme,
  textSize = 'normal',
  colours = 'normal',
  children,
}: Props): ReactNode {
  const language = useLanguageOf(texts);
  // antd moves by classes of its own, which app.css does not reach.
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  const shown = useMemo(() => ({ ...theme, token: { ...theme.token, motion: !isStill } }), [theme, isStill]);
  // Before the first paint, and before antd's own styles are put in.
  useInsertionEffect(() => writePalette(document.documentElement, colours), [colours]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.textSize = textSize;
    dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
  }, [language, textSize]);
  return (
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queryClient}>
        <ConfigProvider theme={shown} locale={language === 'zh-CN' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
          <App style={{ height: '100%' }} message={{ maxCount: 1, top: 6, duration: 2 }}>
            <ErrorBoundary
              title={texts.t('words:crash.title')}
              hint={texts.t('words:crash.hint')}
              action={texts.t('words:crash.reload')}
            >
              {children}
              <TooLong />
            </ErrorBoundary>
          </App>
        </ConfigProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}

function useLanguageOf(texts: i18n): Language {
  const [language, setLanguage] = useState(texts.language);
  useEffect(() => {
    texts.on('languageChanged', setLanguage);
    return () => texts.off('languageChanged', setLanguage);
  }, [texts]);
  return language === 'en' ? 'en' : 'zh-CN';
}

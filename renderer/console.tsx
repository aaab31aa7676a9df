import { createRoot } from 'react-dom/client';
import { AppRoot } from './app/app-root.tsx';
import { makeTexts } from './app/i18n.ts';
import { makeQueryClient } from './app/query-client.ts';
import { officeTheme } from './app/theme.ts';
import { openOffice } from './bridge/office-client.ts';
import { ConsoleApp } from './screens/console/console-app.tsx';
import { keepLanguage, keptLanguage } from './screens/console/words/kept-language.ts';

const texts = makeTexts(keptLanguage());
texts.on('languageChanged', (language) => keepLanguage(language === 'en' ? 'en' : 'zh-CN'));
const root = document.getElementById('root');
if (root === null) throw new Error('console.html has no #root');

createRoot(root).render(
  <AppRoot texts={texts} queryClient={makeQueryClient()} theme={officeTheme()}>
    <ConsoleApp client={openOffice()} />
  </AppRoot>,
);

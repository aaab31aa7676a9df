import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../domain/problem.ts';
import { texts } from '../texts/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'words';
    readonly resources: (typeof texts)['zh-CN'];
    readonly returnNull: false;
  }
}

/** The running texts. A key that one language lacks does not compile (texts/index.ts). */
export function makeTexts(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    ns: ['words', 'form', 'station', 'console'],
    defaultNS: 'words',
    resources: texts,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

import type { Language } from '../../../../domain/problem.ts';

const key = 'linework.console.language';

/** The language this person chose on this machine; zh-CN until someone chose. A browser that keeps nothing still works. */
export function keptLanguage(store: Pick<Storage, 'getItem'> = window.localStorage): Language {
  try {
    return store.getItem(key) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

export function keepLanguage(language: Language, store: Pick<Storage, 'setItem'> = window.localStorage): void {
  try {
    store.setItem(key, language);
  } catch {
    // private browsing: the choice lasts as long as the page
  }
}

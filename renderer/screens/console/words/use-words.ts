import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../domain/problem.ts';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { type DefinitionWords, definitionWords } from '../../../texts/definition-words.ts';

export type ConsoleT = TFunction<'console'>;
export type SharedT = TFunction<'words'>;

/** The console's texts (`t`), the words that both pages share (`tw`), and the language they are in. */
export function useWords(): {
  readonly t: ConsoleT;
  readonly tw: SharedT;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
} {
  const { t, i18n } = useTranslation('console');
  const { t: tw } = useTranslation('words');
  return {
    t,
    tw,
    language: i18n.language === 'en' ? 'en' : 'zh-CN',
    setLanguage: (language) => void i18n.changeLanguage(language),
  };
}

/** The texts that an order type brings along, in the reader's language. */
export function useDefinitionWords(definition: OrderTypeDefinition): DefinitionWords {
  const { language } = useWords();
  return useMemo(() => definitionWords(definition, language), [definition, language]);
}

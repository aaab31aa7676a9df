import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import type { AnswerTools } from '../texts/answer-words.ts';
import { type DefinitionWords, definitionWords } from '../texts/definition-words.ts';
import { useFormat } from './use-format.ts';
import { useLanguage } from './use-language.ts';

/** The order type's own words in the reader's language. */
export function useWords(definition: OrderTypeDefinition): DefinitionWords {
  const language = useLanguage();
  return useMemo(() => definitionWords(definition, language), [definition, language]);
}

export function useAnswerTools(definition: OrderTypeDefinition): AnswerTools {
  const words = useWords(definition);
  const format = useFormat();
  const { t } = useTranslation('words');
  return useMemo(() => ({ words, format, t }), [words, format, t]);
}

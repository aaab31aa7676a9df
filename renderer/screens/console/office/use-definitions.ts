import { useMemo } from 'react';
import type { OrderTypeDefinition, SettingsByKey } from '../../../../forms/engine/types.ts';
import { type DefinitionWords, definitionWords } from '../../../texts/definition-words.ts';
import { useWords } from '../words/use-words.ts';
import { useOfficeRead } from './use-office-call.ts';

export type Definitions = {
  readonly all: readonly OrderTypeDefinition[];
  /** the newest settings of each kind */
  readonly settings: SettingsByKey;
  /** the newest version of an order type, or null while it is not known */
  readonly of: (orderType: string) => OrderTypeDefinition | null;
  readonly wordsOf: (orderType: string) => DefinitionWords | null;
};

/** The order types of the office with their words; they change so seldom that they are read once. */
export function useDefinitions(): Definitions {
  const { language } = useWords();
  const read = useOfficeRead('orderTypes.list', {});
  return useMemo(() => {
    const all = read.data?.definitions ?? [];
    const newest = new Map<string, OrderTypeDefinition>();
    for (const definition of all)
      if ((newest.get(definition.key)?.version ?? 0) < definition.version) newest.set(definition.key, definition);
    const words = new Map([...newest].map(([key, definition]) => [key, definitionWords(definition, language)]));
    return {
      all: [...newest.values()],
      settings: read.data?.settings ?? {},
      of: (key) => newest.get(key) ?? null,
      wordsOf: (key) => words.get(key) ?? null,
    };
  }, [read.data, language]);
}

import type { TFunction } from 'i18next';
import type { FieldProblem } from '../../forms/engine/types.ts';
import type { DefinitionWords } from '../texts/definition-words.ts';

const known = [
  'required',
  'type',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'enum',
  'minItems',
  'maxItems',
  'multipleOf',
  'constraint',
] as const;
const sameAs: Readonly<Record<string, (typeof known)[number]>> = {
  exclusiveMinimum: 'minimum',
  exclusiveMaximum: 'maximum',
  format: 'pattern',
  const: 'enum',
};

/** What is wrong with a field, in its reader's words: the order type's own text where it brings one, else by keyword. */
export function fieldProblemWords(problem: FieldProblem, words: DefinitionWords, t: TFunction<'words'>): string {
  const own = problem.text === undefined ? null : words.raw(problem.text);
  if (own !== null) return own;
  return keywordWords(problem.keyword, problem.params.limit ?? problem.params[problem.keyword] ?? '', t);
}

/** What a schema's keyword asks for, with its limit. */
export function keywordWords(keyword: string, limit: unknown, t: TFunction<'words'>): string {
  const found = known.find((one) => one === (sameAs[keyword] ?? keyword));
  return found ? t(`field.${found}`, { limit: String(limit).replace('-', '−') }) : t('field.other');
}

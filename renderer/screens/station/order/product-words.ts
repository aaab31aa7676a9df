import type { Json } from '../../../../domain/documents/base.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { isTime } from '../../../texts/is-time.ts';

/** One thing that was ordered: its name, and how much or which where that is said besides. */
export type ProductWord = { readonly name: string; readonly value: string | null };

/** What was ordered; what was not ordered is not named. `time` says a moment (ISO). */
export function productParts(
  products: Readonly<Record<string, Json>>,
  words: DefinitionWords,
  time: (iso: string) => string,
): readonly ProductWord[] {
  const valueWords = (key: string, value: Json): string =>
    typeof value !== 'string' ? String(value) : isTime(value) ? time(value) : words.ordered(key, value);
  return Object.entries(products)
    .filter(([, value]) => value !== null && value !== '' && value !== false)
    .map(([key, value]) => ({ name: words.product(key), value: value === true ? null : valueWords(key, value) }));
}

/** The same as short lines. */
export const productWords = (...given: Parameters<typeof productParts>): readonly string[] =>
  productParts(...given).map(({ name, value }) => (value === null ? name : `${name} ${value}`));

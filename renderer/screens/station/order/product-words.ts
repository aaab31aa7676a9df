import type { Json } from '../../../../domain/documents/base.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';

/** Ordered services as short lines; what was not ordered is not named. */
export function productWords(
  products: Readonly<Record<string, Json>>,
  words: DefinitionWords,
  yes: string,
  no: string,
): readonly string[] {
  return Object.entries(products)
    .filter(([, value]) => value !== null && value !== '' && value !== false)
    .map(([key, value]) =>
      value === true
        ? words.product(key)
        : `${words.product(key)} ${typeof value === 'boolean' ? (value ? yes : no) : typeof value === 'string' ? words.ordered(key, value) : String(value)}`,
    );
}

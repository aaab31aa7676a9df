import type { Json } from '../../../../domain/documents/base.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { isTime } from '../../../texts/is-time.ts';

/** What was ordered as short lines; what was not ordered is not named. `time` says a moment (ISO). */
export function productWords(
  products: Readonly<Record<string, Json>>,
  words: DefinitionWords,
  time: (iso: string) => string,
): readonly string[] {
  const valueWords = (key: string, value: Json): string =>
    typeof value !== 'string' ? String(value) : isTime(value) ? time(value) : words.ordered(key, value);
  return Object.entries(products)
    .filter(([, value]) => value !== null && value !== '' && value !== false)
    .map(([key, value]) => (value === true ? words.product(key) : `${words.product(key)} ${valueWords(key, value)}`));
}

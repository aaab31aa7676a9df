import { phoneQueries } from './phone-digits.ts';
import { searchForm } from './search-form.ts';
import type { SearchKeys } from './search-keys.ts';

/** More words than a person types narrow nothing further; a pasted page is not compared word by word with every order. */
const mostWords = 12;

const invisible = /[\p{Cf}\p{Cc}\p{Variation_Selector}\u115f\u1160\u3164\uffa0\u2800]/gu;

/** A form that holds another one is found only where the inner one is: so the inner ones alone are compared with 10 000 orders. */
const shortest = (forms: readonly string[]): readonly string[] =>
  [...new Set(forms)].filter((form, _, all) => !all.some((other) => other !== form && form.includes(other)));

/**
 * True when every word of the query is somewhere in the keys, or the whole query is one of their phone numbers in any writing. A query
 * without anything to see finds everything, one of marks alone (`--`) nothing.
 */
export function makeMatcher(query: string): (keys: SearchKeys) => boolean {
  const words = query
    .split(/[\s\p{Z}]+/u)
    .map((word) => word.replaceAll(invisible, ''))
    .filter(Boolean);
  if (words.length === 0) return () => true;
  const whole = words.length > 1 ? shortest(phoneQueries(words.join(' '))) : [];
  const asked = words
    .map((word) => shortest([searchForm(word), ...phoneQueries(word)].filter(Boolean)))
    .filter((forms) => forms.length > 0)
    .slice(0, mostWords);
  if (asked.length === 0) return () => false;
  return (keys) =>
    asked.every((forms) => forms.some((form) => keys.includes(form))) || whole.some((form) => keys.includes(form));
}

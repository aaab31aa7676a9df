import { phoneKeys } from './phone-digits.ts';
import { searchForm } from './search-form.ts';
import { spokenName, spokenPlace } from './spoken.ts';

/** The texts by which one order is found, one key a line between line ends, so that no match runs from one key into the next. */
export type SearchKeys = string;

export type Searchable = {
  /** numbers of the order, ours and others' */
  readonly numbers: readonly string[];
  /** persons: also by pinyin and initials, the surname read as a surname */
  readonly names: readonly string[];
  /** addresses, districts: also by pinyin and initials */
  readonly places: readonly string[];
  readonly phones: readonly string[];
};

/** Made once, when the row is made. */
export function searchKeys({ numbers, names, places, phones }: Searchable): SearchKeys {
  const texts = [...numbers, ...names, ...places, ...names.flatMap(spokenName), ...places.flatMap(spokenPlace)];
  const keys = new Set([...texts.map(searchForm), ...phones.flatMap(phoneKeys)]);
  keys.delete('');
  return `\n${[...keys].join('\n')}\n`;
}

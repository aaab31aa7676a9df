import type { DefinitionWords } from '../../../texts/definition-words.ts';
import type { ConsoleT } from './use-words.ts';

const known = [
  'customer.name',
  'customer.phone',
  'customer.alternatePhone',
  'customer.grade',
  'customer.accountNumber',
  'place.address',
  'place.district',
  'place.access',
  'place.area',
  'place.latitude',
  'place.longitude',
  'remarks',
  'window',
  'orderType',
  // Members of another system's order that could not be read (ADR 0026).
  'orderDate',
  'requestedStartDate',
  'requestedCompletionDate',
  'priority',
] as const;

/**
 * Words for a path of an order: ours by our texts, products and resources by those of the order type. A bare key is looked up in both;
 * a member of another system's order that nobody has words for is said by its path.
 */
export function pathWords(path: string, words: DefinitionWords | null, t: ConsoleT): string {
  const own = known.find((name) => name === path);
  if (own !== undefined) return t(`path.${own}`);
  const key = path.slice(path.lastIndexOf('.') + 1);
  return words?.raw(`product.${key}`) ?? words?.raw(`resource.${key}`) ?? (isOurs(path) ? key : path);
}

const isOurs = (path: string): boolean => /^(?:products|resources)\./.test(path);

/** An address with its district, said once where the address names it already. */
export const placeWords = ({ district, address }: { readonly district: string; readonly address: string }): string =>
  address.includes(district) ? address : `${district} ${address}`;

import type { Json } from '../../../../domain/documents/base.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { isTime } from '../../../texts/is-time.ts';
import { anyWords } from './any-words.ts';
import { fullTime } from './time-words.ts';
import type { SharedT } from './use-words.ts';

const grades = ['diamond', 'gold', 'silver', 'standard'] as const;
const areas = ['urban', 'rural'] as const;

/** What stands at a path of an order, as its reader calls it: never a key, a `true` or a moment by itself. */
export function valueWords(path: string, value: Json | undefined, words: DefinitionWords, tw: SharedT): string {
  if (value === true || value === false) return tw(value ? 'yes' : 'no');
  if (Array.isArray(value)) return value.map((item: Json) => valueWords(path, item, words, tw)).join(' · ') || '—';
  if (typeof value !== 'string') return anyWords(value);
  const grade = path === 'customer.grade' ? grades.find((one) => one === value) : undefined;
  if (grade !== undefined) return tw(`grade.${grade}`);
  const area = path === 'place.area' ? areas.find((one) => one === value) : undefined;
  if (area !== undefined) return tw(`area.${area}`);
  if (isTime(value)) return fullTime(value);
  const [root, key] = path.split('.');
  return anyWords(root === 'products' && key !== undefined ? words.ordered(key, value) : value);
}

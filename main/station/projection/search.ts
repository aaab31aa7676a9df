import type { pinyin as Pinyin } from 'pinyin-pro';
import type { WorkOrderDocument } from '../../../domain/documents/work-order.ts';

/** What one order can be found by: lower case, one key a line, so that no match runs from one key into the next. */
export type SearchKeys = string;

type Searchable = {
  readonly number: string;
  readonly customer: WorkOrderDocument['customer'];
  readonly place: WorkOrderDocument['place'];
};

/** Number, name, phone, address, district; name and address also as full pinyin and as initials. */
export async function searchKeys({ number, customer, place }: Searchable): Promise<SearchKeys> {
  // On first use: its dictionary is 25 ms of a start, and a start mostly finds its rows made.
  const { pinyin } = await import('pinyin-pro');
  const texts = [customer.name, place.address, place.district];
  const keys = [
    number,
    digits(customer.phone),
    digits(customer.alternatePhone ?? ''),
    ...texts,
    ...texts.flatMap((text) => spoken(text, pinyin)),
  ];
  return [...new Set(keys.map(plain).filter((key) => key !== ''))].join('\n');
}

const digits = (phone: string): string => phone.replace(/\D/g, '');
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, '');

/** Read part by part: 蜀山区长江路 holds 区长 (qū zhǎng) only by accident, it is Cháng Jiāng. */
const districtEnd = /(?<=[省市区县镇乡村])/u;

/** Full pinyin and initials; what is not Chinese stays as it is. */
function spoken(text: string, pinyin: typeof Pinyin): string[] {
  if (!/\p{Script=Han}/u.test(text)) return [];
  const syllables = text
    .split(districtEnd)
    .flatMap((part) => pinyin(part, { toneType: 'none', type: 'array', v: true }));
  return [syllables.join(''), syllables.map((one) => one.slice(0, 1)).join('')];
}

/** True when every word of the query is somewhere in the keys; an empty query finds everything. */
export function makeMatcher(query: string): (keys: SearchKeys) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return (keys) => words.every((word) => keys.includes(word));
}

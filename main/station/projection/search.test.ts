import { describe, expect, it } from 'vitest';
import { makeMatcher, searchKeys } from './search.ts';

const keys = await searchKeys({
  number: '202611220017',
  customer: { name: '欧阳雪梅', phone: '+86 139-0551-8237', alternatePhone: '0551-6212 3344', grade: 'gold' },
  place: { address: '合肥市蜀山区长江西路 118 号 5 幢 602', district: '蜀山区', area: 'urban' },
});
const finds = (query: string): boolean => makeMatcher(query)(keys);

describe('an order is found by (R-31)', () => {
  it.each([
    ['a part of the name', '雪梅'],
    ['full pinyin', 'ouyangxuemei'],
    ['a part of it', 'xuemei'],
    ['pinyin initials', 'oyxm'],
    ['capitals', 'OYXM'],
    ['the number’s end', '0017'],
    ['the phone’s tail', '8237'],
    ['the second phone', '62123344'],
    ['the address', '长江西路'],
    ['the address with its numbers', '118号5幢'],
    ['initials of the address', 'cjxl'],
    ['the district', '蜀山'],
    ['two words in any order', '蜀山 雪梅'],
    ['pinyin and number together', 'oyxm 602'],
    ['nothing typed', '  '],
  ])('%s', (_, query) => expect(finds(query)).toBe(true));

  it.each(['雪菊', 'oyxn', '9999', '庐阳', '雪梅 庐阳', '0017202'])('%s does not find it', (query) =>
    expect(finds(query)).toBe(false),
  );
});

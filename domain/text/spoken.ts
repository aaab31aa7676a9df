import { pinyin } from 'pinyin-pro';
import { fromPrivateUse } from './private-use.ts';

/** Read part by part: 蜀山区长江路 holds 区长 (qū zhǎng) only by accident, it is Cháng Jiāng. */
const districtEnd = /(?<=[省市区县镇乡村])/u;

/**
 * Readings as a surname that the dictionary's surname mode does not know, or knows one of two. Source: 现代汉语词典 (7th edition), the
 * entries marked (姓).
 */
const surnames: Readonly<Record<string, string>> = {
  种: 'chong',
  秘: 'bi',
  黑: 'he',
  隗: 'kui',
  郇: 'xun',
  覃: 'tan',
  宓: 'fu',
  洗: 'xian',
  乜: 'nie',
};

type Syllables = readonly string[];

/** How a person's name may be said: its surname as a surname, and as the character is read otherwise. Full pinyin and initials of each. */
export function spokenName(name: string): readonly string[] {
  const text = readable(name);
  if (text === null) return [];
  const asName = syllables(text, 'head');
  const own = surnames[text.charAt(0)];
  const readings: readonly Syllables[] = [
    asName,
    syllables(text, 'off'),
    ...(own === undefined ? [] : [[own, ...asName.slice(1)]]),
  ];
  return [...new Set(readings.flatMap(written))];
}

/** Full pinyin and initials of an address; what is not Chinese stays as it is. */
export function spokenPlace(address: string): readonly string[] {
  const text = readable(address);
  return text === null ? [] : written(text.split(districtEnd).flatMap((part) => syllables(part, 'off')));
}

function readable(text: string): string | null {
  const plain = fromPrivateUse(text).normalize('NFKC');
  return /\p{Script=Han}/u.test(plain) ? plain : null;
}

const syllables = (text: string, surname: 'head' | 'off'): Syllables =>
  pinyin(text, { toneType: 'none', type: 'array', surname });

/** ü is typed as v, as u, and in passports as yu. */
function written(spoken: Syllables): readonly string[] {
  const full = spoken.join('');
  const initials = spoken.map((one) => one.slice(0, 1)).join('');
  return full.includes('ü')
    ? [...['v', 'u', 'yu'].map((letter) => full.replaceAll('ü', letter)), initials]
    : [full, initials];
}

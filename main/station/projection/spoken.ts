import { pinyin } from 'pinyin-pro';

/** Read part by part: 蜀山区长江路 holds 区长 (qū zhǎng) only by accident, it is Cháng Jiāng. */
const districtEnd = /(?<=[省市区县镇乡村])/u;

/** Full pinyin and initials; what is not Chinese stays as it is. */
export function spoken(text: string): string[] {
  if (!/\p{Script=Han}/u.test(text)) return [];
  const syllables = text
    .split(districtEnd)
    .flatMap((part) => pinyin(part, { toneType: 'none', type: 'array', v: true }));
  return [syllables.join(''), syllables.map((one) => one.slice(0, 1)).join('')];
}

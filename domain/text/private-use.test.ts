import { expect, it } from 'vitest';
import { fromPrivateUse, privateCharacters } from './private-use.ts';

const decoder = new TextDecoder('gb18030');
const decode = (lead: number, trail: number): string => decoder.decode(Uint8Array.from([lead, trail]));
const isPrivate = (text: string): boolean => /\p{Co}/u.test(text);

/** Where GBK had its private characters, by the code of GB 18030 that they were written for. */
const cells: readonly (readonly [privateCode: number, lead: number, trail: number])[] = [
  [0xe76c, 0xa2, 0xe3],
  ...Array.from({ length: 7 }, (_, i) => [0xe78d + i, 0xa6, 0xd9 + i] as const),
  [0xe794, 0xa6, 0xec],
  [0xe795, 0xa6, 0xed],
  [0xe796, 0xa6, 0xf3],
  [0xe7c7, 0xa8, 0xbc],
  [0xe7c8, 0xa8, 0xbf],
  ...Array.from({ length: 13 }, (_, i) => [0xe7e7 + i, 0xa9, 0x89 + i] as const),
  ...Array.from({ length: 80 }, (_, i) => [0xe815 + i, 0xfe, i < 47 ? 0x50 + i : 0x51 + i] as const),
];

it('䶮 as older input methods write it is 䶮', () => {
  expect(fromPrivateUse('王\ue863')).toBe('王䶮');
  expect(privateCharacters('王\ue863')).toEqual([]);
});

it('agrees with the decoder of the runtime in every cell that the decoder gives a public character', () => {
  let compared = 0;
  for (const [code, lead, trail] of cells) {
    const here = fromPrivateUse(String.fromCharCode(code));
    const there = decode(lead, trail);
    expect(isPrivate(here), code.toString(16)).toBe(false);
    if (isPrivate(there)) continue;
    expect(here, code.toString(16)).toBe(there);
    compared += 1;
  }
  expect(cells).toHaveLength(106);
  // Six of extension B stay private in every decoder; an ICU before 73 also leaves the 18 of 2022.
  expect(compared).toBeGreaterThanOrEqual(82);
});

it('the six of extension B', () => {
  expect(fromPrivateUse('\ue816\ue817\ue818\ue831\ue83b\ue855')).toBe('𠂇𠂉𠃌𡗗𢦏𤇾');
});

it('somebody’s own characters stay, and are named once each', () => {
  expect(fromPrivateUse('李\ue8ff')).toBe('李\ue8ff');
  expect(privateCharacters('李\ue8ff\ue8ff\u{f0001}')).toEqual(['\ue8ff', '\u{f0001}']);
});

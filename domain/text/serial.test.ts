import { expect, it } from 'vitest';
import { readSerial } from './serial.ts';

it.each([
  ['hwtc1a2b3c4d', 'HWTC1A2B3C4D'],
  ['HWTC-1A2B 3C4D', 'HWTC1A2B3C4D'],
  ['SN:HWTC1A2B3C4D', 'HWTC1A2B3C4D'],
  ['S/N: HWTC1A2B3C4D', 'HWTC1A2B3C4D'],
  ['GPON SN：HWTC1A2B3C4D', 'HWTC1A2B3C4D'],
  ['ＳＮ：ＨＷＴＣ１Ａ２Ｂ３Ｃ４Ｄ', 'HWTC1A2B3C4D'],
  ['485754431A2B3C4D', 'HWTC1A2B3C4D'],
  ['SN: 48575443-1A2B3C4D', 'HWTC1A2B3C4D'],
  ['5A5445471234ABCD', 'ZTEG1234ABCD'],
])('%s is %s', (written, kept) => {
  expect(readSerial(written)).toBe(kept);
});

it('leaves what it does not know as it is: a name that begins with SN, hex that spells no letters, a half-typed number', () => {
  expect(readSerial('SNTC1A2B3C4D')).toBe('SNTC1A2B3C4D');
  expect(readSerial('00112233AABBCCDD')).toBe('00112233AABBCCDD');
  expect(readSerial('48575443')).toBe('48575443');
  expect(readSerial('')).toBe('');
});

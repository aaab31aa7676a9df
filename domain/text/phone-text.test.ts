import { describe, expect, it } from 'vitest';
import { holdsNumber } from './phone-text.ts';

describe('a phone field', () => {
  it.each([
    '',
    ' ',
    '13905511234',
    '0551-1234567 转 8001',
    '张先生 139 0551 1234',
    '１３９０５５１１２３４',
    '110',
    '62001',
  ])('%j may stand there', (text) => expect(holdsNumber(text)).toBe(true));

  it.each(['abc', '无', '—', '12', 'a1b2', '见备注'])('%j holds nothing to dial', (text) => {
    expect(holdsNumber(text)).toBe(false);
  });
});

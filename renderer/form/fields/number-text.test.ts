import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flipSign, tidied, typedNumber } from './number-text.ts';

describe('a number field while a person types', () => {
  it.each([
    ['-18.6', -18.6],
    ['18，6', 18.6],
    ['-22.5dBm', -22.5],
    ['', null],
    ['  ', null],
    ['-', '-'],
    ['1，240', '1，240'],
    ['1,000', '1,000'],
    ['5²', '5²'],
    ['--1', '--1'],
  ])('%s is held as %j', (text, held) => expect(typedNumber(text, 'dBm')).toBe(held));

  it('turns the sign and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (tenths) => {
        const text = String(tenths / 10);
        expect(typedNumber(flipSign(text), undefined)).toBe(-tenths / 10);
        expect(flipSign(flipSign(text))).toBe(text);
      }),
    );
  });

  it('shows, once left, how it was read', () => {
    expect(tidied('-22.5 dBm', 'dBm')).toBe('-22.5');
    expect(tidied('1,234,567', 'm')).toBe('1234567');
    expect(tidied('−18.60', 'dBm')).toBe('−18.60');
    expect(tidied('1,000', 'm')).toBe('1,000');
  });
});

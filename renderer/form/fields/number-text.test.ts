import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flipSign, readNumber } from './number-text.ts';

describe('numbers as people type them', () => {
  it.each([
    ['-18.6', -18.6],
    ['−18.6', -18.6],
    ['－１８．６', -18.6],
    ['18,6', 18.6],
    ['.5', 0.5],
    ['12.', 12],
    ['', null],
    ['-', null],
    ['1e5', null],
    ['12 m', null],
    ['--1', null],
  ])('%s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it('turns the sign and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (tenths) => {
        const text = String(tenths / 10);
        expect(readNumber(flipSign(text))).toBe(-tenths / 10);
        expect(flipSign(flipSign(text))).toBe(text);
      }),
    );
  });
});

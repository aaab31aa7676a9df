import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWrittenNumber } from './written-number.ts';

describe('a number as people write it', () => {
  it.each([
    ['-18.6', -18.6],
    ['−18.6', -18.6],
    ['－１８．６', -18.6],
    ['﹣18﹒6', -18.6],
    ['- 18.6', -18.6],
    ['＋3', 3],
    ['18,6', 18.6],
    ['18，6', 18.6],
    ['18。6', 18.6],
    ['18。6', 18.6],
    ['0,125', 0.125],
    ['1234,567', 1234.567],
    ['.5', 0.5],
    ['12.', 12],
    ['1.000', 1],
    ['-0', 0],
    ['007', 7],
    ['1,234,567', 1_234_567],
    ['1,234.5', 1234.5],
    ['1.000,5', 1000.5],
    ["1'000", 1000],
    ['1’000,5', 1000.5],
    ['1\u00a0000', 1000],
    ['12\u2009345.6', 12_345.6],
    ['1\u202f000\u202f000', 1_000_000],
    ['١٢٫٥', 12.5],
    ['۱٬۲۴۰', 1240],
    ['༡༢', 12],
    ['\u200e-22.5\u200f', -22.5],
    ['\ufeff12', 12],
  ])('%s', (text, value) => expect(readWrittenNumber(text)).toEqual({ kind: 'number', value }));

  it.each([
    ['1,000', [1000, 1]],
    ['1，000', [1000, 1]],
    ['1，240', [1240, 1.24]],
    ['-1,000', [-1000, -1]],
    ['1,0000', [10_000, 1]],
    ['１２，５００', [12_500, 12.5]],
    ['1 000', [1000]],
    ['1\u3000000', [1000]],
    ['1.234.567', [1_234_567]],
    ['18,', [18]],
  ])('%s is asked', (text, readings) => expect(readWrittenNumber(text)).toEqual({ kind: 'unclear', readings }));

  it.each([
    ['5²', 'special'],
    ['½', 'special'],
    ['1½', 'special'],
    ['⑤', 'special'],
    ['Ⅳ', 'special'],
    ['𝟓', 'several'],
    ['一千', 'words'],
    ['1万', 'words'],
    ['一18.6', 'words'],
    ['1e5', 'exponent'],
    ['1.2×10', 'exponent'],
    ['1 2', 'several'],
    ['1/2', 'several'],
    ['1-2', 'several'],
    ['1,2,3', 'several'],
    ['1.2.3', 'several'],
    ['192.168.1.1', 'several'],
    ['1,00,000', 'several'],
    ['1, 000', 'several'],
    ['0x1F', 'several'],
    ['1、5', 'several'],
    ['12 m', 'unit'],
    ['--5', 'other'],
    ['5-', 'other'],
    ['(5)', 'other'],
    ['-', 'other'],
    ['.', 'other'],
    ['∞', 'other'],
    ['NaN', 'other'],
    ['12345678901234567', 'tooLong'],
    ['0.12345678901234567', 'tooLong'],
    [`1${' '.repeat(5000)}`, 'tooLong'],
  ])('%s is refused', (text, reason) => expect(readWrittenNumber(text)).toEqual({ kind: 'refused', reason }));

  it.each(['', '  ', '\u200b', '\u3000'])('%j is nothing', (text) =>
    expect(readWrittenNumber(text)).toEqual({ kind: 'empty' }),
  );

  it.each([
    ['-22.5dBm', 'dBm', -22.5],
    ['-22.5 dbm', 'dBm', -22.5],
    ['－２２．５ｄＢｍ', 'dBm', -22.5],
    ['80米', 'm', 80],
    ['80 m', 'm', 80],
    ['100兆', 'Mbit/s', 100],
    ['5％', '%', 5],
    ['20℃', '°C', 20],
  ])('%s where %s is asked for', (text, unit, value) =>
    expect(readWrittenNumber(text, unit)).toEqual({ kind: 'number', value }),
  );

  it.each([
    ['1.5km', 'm'],
    ['-22.5 dB', 'dBm'],
    ['3 M', 'm'],
    ['5 m', 'mm'],
  ])('%s is never taken for %s', (text, unit) =>
    expect(readWrittenNumber(text, unit)).toEqual({ kind: 'refused', reason: 'unit' }),
  );

  it('a comma is asked also with the unit behind it', () => {
    expect(readWrittenNumber('1,000 m', 'm')).toEqual({ kind: 'unclear', readings: [1000, 1] });
  });
});

const value = fc
  .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => Number((digits / 10 ** places).toFixed(places)));

describe('whatever passes is what was meant', () => {
  it.each(['zh-CN', 'en', 'de', 'de-CH', 'fr', 'ar-EG', 'sv', 'fa'])(
    'as %s writes it: the number itself, or asked with it',
    (language) => {
      const format = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
      fc.assert(
        fc.property(value, (meant) => {
          const read = readWrittenNumber(format.format(meant));
          // 1.234 is 1.234 in both languages of the product; German writes 1234 so, which no reader can tell.
          if (language === 'de' && /^-?\d{1,3}\.\d{3}$/.test(format.format(meant))) return;
          if (read.kind === 'number') expect(read.value).toBe(meant === 0 ? 0 : meant);
          else expect(read.kind === 'unclear' && read.readings).toContain(meant);
        }),
      );
    },
  );

  it('without thousands apart it always passes', () => {
    for (const language of ['zh-CN', 'en'])
      fc.assert(
        fc.property(value, (meant) => {
          const text = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 6 }).format(meant);
          expect(readWrittenNumber(text)).toEqual({ kind: 'number', value: meant === 0 ? 0 : meant });
        }),
      );
  });

  it('what a machine wrote comes back as it was, or is refused', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (meant) => {
        const read = readWrittenNumber(String(meant));
        if (read.kind === 'number') expect(read.value).toBe(meant === 0 ? 0 : meant);
        else expect(read.kind).toBe('refused');
      }),
    );
  });

  it('any text of digits and marks: digits are never joined over something that is not a thousands mark', () => {
    const mark = fc.constantFrom(
      ...'0123456789０５',
      ',',
      '，',
      '.',
      '。',
      ' ',
      "'",
      '-',
      '²',
      '½',
      '、',
      '一',
      'e',
      'm',
    );
    fc.assert(
      fc.property(
        fc.array(mark, { maxLength: 12 }).map((all) => all.join('')),
        (text) => {
          const read = readWrittenNumber(text);
          if (read.kind !== 'number') return;
          const digits = text.normalize('NFKC').replaceAll(/[^\d]/g, '').replace(/^0+/, '');
          const stored = String(Math.abs(read.value)).replaceAll(/[^\d]/g, '').replace(/^0+/, '');
          expect(digits.startsWith(stored)).toBe(true);
          expect(digits.slice(stored.length)).toMatch(/^0*$/);
          expect(text).not.toMatch(/[²½、一em]/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

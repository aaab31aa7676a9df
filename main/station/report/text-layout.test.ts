import fc from 'fast-check';
import { expect, it } from 'vitest';
import { breakLines, type Metrics, printable } from './text-layout.ts';

/** Han characters one em wide, everything else half; `q` has no font. */
const metrics: Metrics = {
  fontFor: (c) => (c === 'q' ? null : 'regular'),
  width: ({ text }) => [...text].reduce((sum, c) => sum + (/[⺀-鿿＀-￯]/u.test(c) ? 1 : 0.5), 0),
};
const linesOf = (text: string, width: number): readonly string[] =>
  breakLines(text, width, metrics).map(({ runs }) => runs.map((run) => run.text).join(''));

it('breaks between Chinese characters, but keeps closing marks with the one before and opening marks with the one after', () => {
  expect(linesOf('光缆布放，完成', 4)).toEqual(['光缆布', '放，完成']);
  expect(linesOf('现场为（十四）口', 4)).toEqual(['现场为', '（十四）', '口']);
});

it('keeps Latin words whole, and cuts one that is longer than the line', () => {
  expect(linesOf('ONU Rx power', 4)).toEqual(['ONU Rx', 'power']);
  expect(linesOf('ABCDEFGHIJ', 2)).toEqual(['ABCD', 'EFGH', 'IJ']);
});

it('marks what no font has, and drops only what nobody sees', () => {
  expect(printable('a\u200bq\u0007b\ufe0f', metrics)).toBe('a〔U+0071〕〔U+0007〕b');
  expect(linesOf('一\r\n二', 9)).toEqual(['一', '二']);
});

it('never makes a line wider than the paper and never loses a character', () => {
  const text = fc.stringMatching(/^[a-zA-Z 光缆布放（），。/-]{0,60}$/);
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 12 }), (given, width) => {
      const lines = breakLines(given.replaceAll('q', 'y'), width, metrics);
      for (const line of lines) expect(line.width).toBeLessThanOrEqual(width);
      const joined = lines.flatMap(({ runs }) => runs.map((run) => run.text)).join('');
      expect(joined.replaceAll(' ', '')).toBe(given.replaceAll('q', 'y').replaceAll(' ', ''));
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { pagesOf, poppler } from './ink.ts';
import { openPaper, type Style } from './paper.ts';
import { scriptFonts } from './script-fonts.ts';

const style: Style = { size: 20 };

/** The texts one below the other, each on a line of its own. */
async function printed(texts: readonly string[], given: Style = style) {
  const paper = openPaper({}, []);
  const widths = texts.map((text) => {
    const [line] = paper.lines(text, 500, given);
    paper.y += paper.put(text, 40, paper.y, 500, given);
    return (line?.width ?? 0) * given.size;
  });
  return { replaced: [...paper.replaced], widths, bytes: await paper.finish() };
}

const samples = {
  arabic: 'ئابدۇرېھىم',
  tibetan: 'བཀྲ་ཤིས་ཚེ་རིང',
  mongolian: 'ᠮᠣᠩᠭᠣᠯ',
  yi: 'ꆈꌠꉙ',
  korean: '김철수',
  thai: 'สมชาย',
  emoji: '👍🏽',
  latin: 'ŁźқөұңѣΆ',
} as const;

describe('names in the scripts of this country and its neighbours print (R-50)', () => {
  it('every font of the table has its sample', () => {
    expect(Object.keys(samples)).toEqual(scriptFonts.map(({ name }) => name));
  });

  it.each(['regular', 'bold'] as const)('with ink along the whole word and no mark, %s', async (weight) => {
    const texts = Object.values(samples);
    const { replaced, widths, bytes } = await printed(texts, { ...style, weight });
    expect(replaced).toEqual([]);
    const [page] = pagesOf(bytes);
    for (const [at, text] of texts.entries()) {
      const top = 40 + at * 30;
      const width = widths[at] ?? 0;
      expect(width, text).toBeGreaterThan(15);
      // A quarter of the word each: no part of it is white.
      for (let part = 0; part < 4; part += 1) {
        const ink = page?.dark(40 + (part * width) / 4, top, 40 + ((part + 1) * width) / 4, top + 30);
        expect(ink, `${text}, part ${part}`).toBeGreaterThan(3);
      }
    }
  });

  it('what is copied out of the paper is what was written', async () => {
    const texts = [samples.arabic, samples.tibetan, samples.yi, samples.korean, 'Қазақ Łódź Nguyễn'];
    const { bytes } = await printed(texts);
    const text = poppler('pdftotext', bytes).replaceAll(/\p{Cf}|\s/gu, '');
    for (const one of texts) expect(text).toContain(one.replaceAll(' ', ''));
  });

  it('letters that join are joined: the word is narrower than its letters', async () => {
    const { widths } = await printed(['ئابدۇرېھىم', [...'ئابدۇرېھىم'].join('\u200c')]);
    expect(widths[0]).toBeLessThan((widths[1] ?? 0) * 0.85);
  });

  it('a family is one sign where the font joins it, and never parted at the end of a line', () => {
    const paper = openPaper({}, []);
    const family = '👨‍👩‍👧';
    const [line] = paper.lines(family, 500, style);
    const [man] = paper.lines('👨', 500, style);
    expect(line?.width).toBeLessThan((man?.width ?? 0) * 1.6);
    const lines = paper.lines(family.repeat(5), 60, style);
    expect(lines.length).toBeGreaterThan(1);
    for (const one of lines) for (const run of one.runs) expect(run.text.length % family.length).toBe(0);
  });
});

describe('right and left in one line (UAX #9)', () => {
  const order = (text: string): string =>
    openPaper({}, [])
      .lines(text, 500, style)
      .flatMap(({ runs }) => runs.map((run) => run.text))
      .join('|');

  it.each([
    // In a Chinese line the name is read from the right, word by word; the rest stays.
    ['客户：ئابدۇرېھىم تۇرسۇن，电话', '客户：|تۇرسۇن| |ئابدۇرېھىم|，电话'],
    // A line that begins with it runs from the right: the number comes first from the left, in its own order.
    ['ئابدۇرېھىم 139', '139| |ئابدۇرېھىم'],
    // Brackets belong to the line's own direction, and turn round where that runs from the right.
    ['A (نعم) B', 'A (|نعم|) B'],
    ['ابج (نعم)', '(|نعم|) |ابج'],
  ])('%s', (text, runs) => expect(order(text)).toBe(runs));

  it('a plain line is one run', () => expect(order('客户：王明，电话 139 (A)')).toBe('客户：王明，电话 139 (A)'));
});

it('a Chinese report opens no font beside its own', async () => {
  const { bytes } = await printed(['王明，合肥市蜀山区长江西路 118 号 —— ONU −19.3 dBm ≤ 28 ℃ 〔二〕 ①✓×★']);
  const fonts = poppler('pdffonts', bytes).trim().split('\n').slice(2);
  expect(fonts).toHaveLength(1);
});

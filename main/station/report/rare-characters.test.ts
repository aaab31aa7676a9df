import { expect, it } from 'vitest';
import { systemRareFonts } from './fonts.ts';
import { pagesOf, poppler } from './ink.ts';
import { openPaper } from './paper.ts';
import { renderReport } from './render.ts';
import { sampleInput, sampleView } from './sample-report.ts';

/** All 3 755 characters of GB 2312 level 1, decoded from their own code page. */
function gb2312LevelOne(): string {
  const decoder = new TextDecoder('gb2312', { fatal: true });
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell += 1) bytes.push(row, cell);
  return decoder.decode(Uint8Array.from(bytes));
}

const rareNames = '㛃䶮堃犇喆祎頔嫚堉珺翀晟';

it('both weights cover GB 2312 level 1 and the rare characters of names', async () => {
  const level = gb2312LevelOne();
  expect([...level]).toHaveLength(3755);
  for (const weight of ['regular', 'bold'] as const) {
    const paper = openPaper({}, []);
    paper.lines(level + rareNames, 500, { size: 10, weight });
    expect([...paper.replaced]).toEqual([]);
    await paper.finish();
  }
});

it('prints and extracts each of them, with ink for each and no empty box (R-36)', async () => {
  const paper = openPaper({}, []);
  const level = [...gb2312LevelOne(), ...rareNames];
  const width = 500;
  for (let i = 0; i < level.length; i += 50) {
    paper.need(15);
    paper.y += paper.put(level.slice(i, i + 50).join(''), 40, paper.y, width + 20, { size: 10 });
  }
  expect(paper.replaced.size).toBe(0);
  const bytes = await paper.finish();
  const text = poppler('pdftotext', bytes).normalize('NFC');
  expect(level.filter((c) => !text.includes(c)).join('')).toBe('');
  // Each line of fifty characters: no cell of ten points may be white.
  const [first] = pagesOf(bytes);
  for (let cell = 0; cell < 50; cell += 1)
    expect(first?.dark(40 + cell * 10, 40, 50 + cell * 10, 55), `cell ${cell}`).toBeGreaterThan(3);
});

it('prints a private character of GB 18030 as the character that it is: 王䶮, not 王 (R-50)', async () => {
  const view = sampleView();
  const fold = { ...view.fold, customer: { ...view.fold.customer, name: '王\ue863' } };
  const { bytes, replacedCharacters } = await renderReport(sampleInput({ view: { ...view, fold }, photos: [] }), []);
  expect(replacedCharacters).toEqual([]);
  expect(poppler('pdftotext', bytes)).toContain('王䶮');
});

it('marks what no font has by its Unicode number and lists it, instead of an empty box or nothing', async () => {
  const view = sampleView();
  const name = '\u{20bb7}田\ue8ff\ud83d\u0007堃葛\u{e0100}';
  const fold = { ...view.fold, customer: { ...view.fold.customer, name } };
  const { bytes, replacedCharacters } = await renderReport(sampleInput({ view: { ...view, fold }, photos: [] }), []);
  expect(replacedCharacters.toSorted()).toEqual(['\u0007', '\u{20bb7}', '\u{e0100}', '\ud83d', '\ue8ff'].toSorted());
  const text = poppler('pdftotext', bytes).replace(/\s+/g, '');
  expect(text).toContain('〔U+20BB7〕田〔U+E8FF〕〔U+D83D〕〔U+0007〕堃葛');
  expect(text).toContain('表示字库中没有的字');
  for (const character of ['U+20BB7', 'U+E8FF', 'U+D83D', 'U+0007', 'U+E0100'])
    expect(text.slice(text.indexOf('未能印出的字：')), character).toContain(character);
});

it('takes a rare character from a font of the machine where one is given', async () => {
  const view = sampleView();
  const fold = { ...view.fold, customer: { ...view.fold.customer, name: '\u{20bb7}田' } };
  const fonts = systemRareFonts();
  if (fonts.length === 0) return;
  const { bytes, replacedCharacters } = await renderReport(sampleInput({ view: { ...view, fold }, photos: [] }), fonts);
  expect(replacedCharacters).toEqual([]);
  expect(poppler('pdftotext', bytes).replace(/\s+/g, '')).toContain('\u{20bb7}田');
});

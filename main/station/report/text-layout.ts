/**
 * Breaks text into lines for PDFKit, whose own wrapper knows neither a second font for a rare character nor a visible
 * replacement for one that no font has. Chinese breaks between any two characters but for the punctuation rules
 * (GB/T 15834: no closing mark at a line's start, no opening mark at its end); a Latin word longer than the line is cut.
 */

/** One stretch of text in one font. */
export type Run = { readonly font: string; readonly text: string };
export type Line = { readonly runs: readonly Run[]; readonly width: number };

/** What the layout needs to know of the fonts at hand. `width` is in em (font size 1). */
export type Metrics = {
  readonly fontFor: (character: string) => string | null;
  readonly width: (run: Run) => number;
};

const closing = new Set('，。、；：！？）】》」』”’…—·％%℃°,.;:!?)]}〉〕～～');
const opening = new Set('（【《「『“‘([{〈〔￥¥$');
const wide = /[⺀-〿㇀-鿿豈-﫿︰-﹏＀-￯\u{20000}-\u{3ffff}]/u;
/** Never printed: controls, zero-width characters, variation selectors, private use. */
const unprintable = /\p{Cc}|\p{Cf}|\p{Co}|\p{Cs}|\p{Variation_Selector}/gu;

/** A character that no font has, written so that a reader can look it up. */
export const marked = (character: string): string =>
  `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`;

/** Text as it will be printed: NFC, without what cannot be seen, each unknown character marked. */
export function printable(text: string, metrics: Metrics): string {
  const clean = text.normalize('NFC').replace(/\t/g, ' ').replace(/\r\n?/g, '\n');
  return [...clean.replace(unprintable, (c) => (c === '\n' ? c : ''))]
    .map((c) => (c === '\n' || metrics.fontFor(c) !== null ? c : marked(c)))
    .join('');
}

/** @param width of the line in em, that is divided by the font size */
export function breakLines(text: string, width: number, metrics: Metrics): readonly Line[] {
  return printable(text, metrics)
    .split('\n')
    .flatMap((paragraph) => fill(units(paragraph), width, metrics));
}

/** The pieces that stay together: one Chinese character with its punctuation, one Latin word with the space after it. */
export function units(paragraph: string): readonly string[] {
  const pieces: string[] = [];
  let current = '';
  const characters = [...paragraph];
  for (const [i, c] of characters.entries()) {
    current += c;
    const next = characters[i + 1];
    if (next === undefined) break;
    if (mayBreakBetween(c, next)) {
      pieces.push(current);
      current = '';
    }
  }
  if (current !== '') pieces.push(current);
  return pieces;
}

function mayBreakBetween(left: string, right: string): boolean {
  if (right === ' ' || closing.has(right) || opening.has(left)) return false;
  if (left === ' ' || left === '/' || left === '-') return true;
  return wide.test(left) || wide.test(right);
}

function fill(pieces: readonly string[], width: number, metrics: Metrics): readonly Line[] {
  const lines: Line[] = [];
  let text = '';
  let taken = 0;
  const close = (): void => {
    const runs = runsOf(text.trimEnd(), metrics);
    lines.push({ runs, width: widthOf(text.trimEnd(), metrics) });
    text = '';
    taken = 0;
  };
  const add = (piece: string): void => {
    text += piece;
    taken += widthOf(piece, metrics);
  };
  for (const piece of pieces) {
    const own = widthOf(piece.trimEnd(), metrics);
    if (text !== '' && taken + own > width) close();
    if (own <= width) {
      add(text === '' ? piece.trimStart() : piece);
      continue;
    }
    for (const c of piece) {
      if (text !== '' && taken + widthOf(c, metrics) > width) close();
      add(c);
    }
  }
  close();
  return lines;
}

/** The sum over the units: a piece is measured once, wherever it stands. */
const widthOf = (text: string, metrics: Metrics): number =>
  units(text).reduce(
    (total, unit) => total + runsOf(unit, metrics).reduce((sum, run) => sum + metrics.width(run), 0),
    0,
  );

/** Neighbouring characters of one font, together. Expects printable text. */
export function runsOf(text: string, metrics: Metrics): readonly Run[] {
  const runs: Run[] = [];
  for (const c of text) {
    const font = metrics.fontFor(c) ?? metrics.fontFor('□') ?? '';
    const last = runs.at(-1);
    if (last?.font === font) runs[runs.length - 1] = { font, text: last.text + c };
    else runs.push({ font, text: c });
  }
  return runs;
}

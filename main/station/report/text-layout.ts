import { charactersOf } from '../../../domain/text/cut.ts';
import { fromPrivateUse } from '../../../domain/text/private-use.ts';
import { type Direction, directionOf, type Run, visualRuns } from './visual-order.ts';

/**
 * Breaks text into lines for PDFKit, whose own wrapper knows neither a second font for a rare character nor a visible
 * replacement for one that no font has. Chinese breaks between any two characters but for the punctuation rules
 * (GB/T 15834: no closing mark at a line's start, no opening mark at its end); a Latin word longer than the line is cut.
 */

export type { Run };
export type Line = { readonly runs: readonly Run[]; readonly width: number };

/** What the layout needs to know of the fonts at hand. `width` is in em (font size 1). */
export type Metrics = {
  /** the font that has every part of a character as a reader sees it */
  readonly fontFor: (character: string) => string | null;
  readonly width: (run: Run) => number;
  /** a character that is printed as something else, or not at all; the report lists it */
  readonly replace?: (character: string) => void;
};

const closing = new Set('，。、；：！？）】》」』”’…—·％%℃°,.;:!?)]}〉〕～～');
const opening = new Set('（【《「『“‘([{〈〔￥¥$');
const wide = /[⺀-〿㇀-鿿ꀀ-꓏豈-﫿︰-﹏＀-￯\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/u;
/** Ends a syllable of Tibetan, which has no blanks between words. */
const tsheg = '\u0f0b';

/**
 * Texts whose characters are one code point each, the common case: everything between ASCII and the end of the ideographs but combining
 * marks and what nobody sees. All else is parted into clusters, which costs 9 µs a character.
 */
const isSimple = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isUsual = (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0x20 && unit <= 0x7e) || unit === 0x0a;
    if (!isUsual && !otherSimple.test(text.charAt(at))) return false;
  }
  return true;
};
const otherSimple =
  /[\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u22ff\u2460-\u27bf\u2e80-\u3029\u3030-\u3098\u309b-\u30ff\u3220-\u33ff\uff00-\uff9d]/;

/** The characters of a text as a reader counts them, never parted between fonts or lines. */
const charactersIn = (text: string): readonly string[] => (isSimple(text) ? [...text] : [...charactersOf(text)]);

/** Marks of direction, zero-width characters, joiners, selectors of a form: nothing that anybody sees. */
const unseen = /\p{Default_Ignorable_Code_Point}/u;
/** In these scripts joiners and selectors choose the form of what is seen; anywhere else they are leftovers of copying. */
const joined =
  /\p{Script=Arabic}|\p{Script=Mongolian}|\p{Script=Devanagari}|\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
const joiner = /\u200c|\u200d|\u180e|\p{Variation_Selector}|[\u{e0020}-\u{e007f}]/u;

/** A character that no font has, written so that a reader can look it up. */
export const marked = (character: string): string =>
  `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`;

/** Never asked of a font: a control has no shape, and a font's own private characters are not those of whoever wrote the text. */
const shapeless = /[\p{Cc}\p{Co}\p{Cs}]/u;

function replaced(character: string, metrics: Metrics): string {
  metrics.replace?.(character);
  return marked(character);
}

/**
 * Text as it will be printed: private characters of GB 18030 at their present code point, NFC, without what nobody sees. What no font
 * has is marked, never left out: also controls, halves of a pair, and somebody's own private characters.
 */
export function printable(text: string, metrics: Metrics): string {
  const clean = fromPrivateUse(text)
    .normalize('NFC')
    .replace(/\t/g, ' ')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n');
  const asked = (c: string): string => (c === '\n' || metrics.fontFor(c) !== null ? c : replaced(c, metrics));
  if (isSimple(clean)) return [...clean].map(asked).join('');
  // Halves of a pair are marked before the text is parted: they are no characters.
  return [...charactersOf(clean.replaceAll(/\p{Cs}/gu, (half) => replaced(half, metrics)))]
    .map((character) => (character === '\n' ? character : printableCluster(character, metrics)))
    .join('');
}

function printableCluster(cluster: string, metrics: Metrics): string {
  const parts = seenParts(cluster, metrics);
  if (parts.every((part) => unseen.test(part))) return '';
  const whole = parts.join('');
  if (!shapeless.test(whole) && metrics.fontFor(whole) !== null) return whole;
  // Not together in any font: each by itself, and what none has as a mark.
  return parts
    .filter((part) => !unseen.test(part))
    .map((part) => (shapeless.test(part) || metrics.fontFor(part) === null ? replaced(part, metrics) : part))
    .join('');
}

/** The code points of a cluster without the invisible ones that mean nothing in it. */
function seenParts(cluster: string, metrics: Metrics): readonly string[] {
  const parts = [...cluster];
  if (!parts.some((part) => unseen.test(part))) return parts;
  const keepsJoiners = joined.test(cluster);
  return parts.filter((part) => {
    if (!unseen.test(part) || (keepsJoiners && joiner.test(part))) return true;
    // A form of an ideograph that only its own font has: the plain form is printed, and that is said.
    if (/\p{Variation_Selector}/u.test(part) && /\p{Script=Han}/u.test(cluster)) metrics.replace?.(part);
    return false;
  });
}

/** @param width of the line in em, that is divided by the font size */
export function breakLines(text: string, width: number, metrics: Metrics): readonly Line[] {
  return printable(text, metrics)
    .split('\n')
    .flatMap((paragraph) => fill(units(paragraph), width, metrics, directionOf(paragraph)));
}

/** The pieces that stay together: one Chinese character with its punctuation, one Latin word with the space after it. */
export function units(paragraph: string): readonly string[] {
  const pieces: string[] = [];
  let current = '';
  const characters = charactersIn(paragraph);
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
  if (left === ' ' || left === '/' || left === '-' || left.endsWith(tsheg)) return true;
  return wide.test(left) || wide.test(right);
}

function fill(pieces: readonly string[], width: number, metrics: Metrics, direction: Direction): readonly Line[] {
  const lines: Line[] = [];
  let text = '';
  let taken = 0;
  const close = (): void => {
    const runs = runsOf(text.trimEnd(), metrics, direction);
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
    for (const c of charactersIn(piece)) {
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

/** Neighbouring characters of one font, together, from left to right. Expects printable text. */
export function runsOf(text: string, metrics: Metrics, direction: Direction = 'ltr'): readonly Run[] {
  if (!isSimple(text)) return visualRuns(charactersWithFont(text, metrics), direction);
  // Nothing here joins or turns round. A report asks this some ten thousand times.
  const runs: Run[] = [];
  for (const c of text) {
    const font = fontOf(c, metrics);
    const last = runs.at(-1);
    if (last?.font === font) runs[runs.length - 1] = { font, text: last.text + c };
    else runs.push({ font, text: c });
  }
  return runs;
}

const fontOf = (character: string, metrics: Metrics): string =>
  metrics.fontFor(character) ?? metrics.fontFor('□') ?? '';

const charactersWithFont = (text: string, metrics: Metrics): readonly Run[] =>
  charactersIn(text).map((c) => ({ font: fontOf(c, metrics), text: c }));

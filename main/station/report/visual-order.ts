/// <reference path="./bidi-js.d.ts" />
import makeBidi from 'bidi-js';

/** A stretch of text in a single font. */
export type Run = { readonly font: string; readonly text: string };
type Levelled = Run & { readonly level: number };

const bidi = makeBidi();
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Scripts whose glyphs the font's own shaper turns round, with the letters joined. */
const turnedByShaper = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export type Direction = 'ltr' | 'rtl';

/** The direction of a paragraph, by the first letter that has one (UAX #9, P2–P3). */
export function directionOf(paragraph: string): Direction {
  if (!rightToLeft.test(paragraph)) return 'ltr';
  return bidi.getEmbeddingLevels(paragraph, 'auto').paragraphs[0]?.level === 1 ? 'rtl' : 'ltr';
}

/**
 * The runs of one line from left to right, by the Unicode bidirectional algorithm (UAX #9, by bidi-js): an Uyghur name in a Chinese line,
 * with digits inside, is read as it was written. A line without such letters costs one test.
 * @param characters of the line in the order they are read, each with its font
 */
export function visualRuns(characters: readonly Run[], direction: Direction): readonly Run[] {
  const text = characters.map((one) => one.text).join('');
  if (!rightToLeft.test(text)) return joined(characters.map((one) => ({ ...one, level: 0 })));
  const { levels } = bidi.getEmbeddingLevels(text, direction);
  let at = 0;
  const levelled = characters.map((one) => {
    const level = levels[at] ?? 0;
    at += one.text.length;
    return { ...one, text: level % 2 === 1 ? mirrored(one.text) : one.text, level };
  });
  return reordered(joined(levelled));
}

const mirrored = (character: string): string => bidi.getMirroredCharacter(character) ?? character;

/** Neighbours of one font and one level together; what no shaper turns round is turned here. */
function joined(characters: readonly Levelled[]): readonly Levelled[] {
  const runs: Levelled[] = [];
  for (const one of characters) {
    const last = runs.at(-1);
    if (last?.font === one.font && last.level === one.level) {
      const turn = one.level % 2 === 1 && !turnedByShaper.test(last.text + one.text);
      runs[runs.length - 1] = { ...one, text: turn ? one.text + last.text : last.text + one.text };
    } else runs.push(one);
  }
  return runs;
}

/** From the highest level down to the lowest odd one, each sequence at or above it turned round (UAX #9, L2). */
function reordered(runs: readonly Levelled[]): readonly Run[] {
  const ordered = [...runs];
  const highest = Math.max(...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level -= 1) {
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start;
      while ((ordered[end]?.level ?? -1) >= level) end += 1;
      if (end > start) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = Math.max(start, end - 1);
    }
  }
  return ordered;
}

import { wellFormed } from './well-formed.ts';

/**
 * Splits a text into what a reader takes for one character (a grapheme cluster of UAX #29): an emoji with its skin colour, a letter with
 * its accents, a flag of two letters. The rules of clusters are the same in every language, so no locale is named: a device's own may be
 * unknown. Made when the first text is cut: it reads tables of the system for 15 ms, which no start of a page should wait for.
 */
let made: Intl.Segmenter | null = null;

function graphemes(): Intl.Segmenter {
  made ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return made;
}

/**
 * The longest cluster that is taken for a character, UTF-16 units. A family of seven emoji has 25; a letter with a thousand accents is
 * no character that anybody reads, and dropping it whole would drop everything.
 */
const longestCharacter = 64;

/**
 * The beginning of a text, at most `most` UTF-16 units long (as the schemas count), ending between two characters and well formed.
 * Costs what `most` costs (4 µs a thousand), however long the text is.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return wellFormed(text);
  if (most <= 0) return '';
  const at =
    graphemes()
      .segment(text.slice(0, most + longestCharacter))
      .containing(most)?.index ?? most;
  // A cluster that began too long ago, or is all there is, is cut inside: between two code points.
  const end = at === 0 || most - at > longestCharacter ? codePointEnd(text, most) : at;
  return wellFormed(text.slice(0, end));
}

/** As `cutText`, with `…` in place of what is left out; the sign counts. */
export const cutWithEllipsis = (text: string, most: number): string =>
  text.length <= most ? wellFormed(text) : `${cutText(text, most - 1)}…`;

/** The beginning of a text that is at most `most` bytes long in UTF-8, ending between two characters: file names, limits in bytes. */
export function cutBytes(given: string, most: number): string {
  // First, because what stands in the place of a half is a byte longer than a half of a pair.
  const text = wellFormed(given);
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    bytes += bytesOfUnit(text.charCodeAt(at));
    if (bytes > most) return cutText(text, at);
  }
  return text;
}

/** The characters of a text, one after the other, as a reader counts them. For lines, not for pages: 9 ms for a thousand. */
export function* charactersOf(text: string): Generator<string> {
  for (const { segment } of graphemes().segment(wellFormed(text))) yield segment;
}

/** The first character, or nothing of an empty text: initials. */
export const firstCharacter = (text: string): string =>
  wellFormed(graphemes().segment(text.slice(0, longestCharacter)).containing(0)?.segment ?? '');

/** Each half of a surrogate pair stands for two of its four bytes. */
const bytesOfUnit = (unit: number): number =>
  unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;

/** The end at or before `most` that parts no pair. */
const codePointEnd = (text: string, most: number): number =>
  (text.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most;

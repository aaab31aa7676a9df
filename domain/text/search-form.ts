import { likeIdeographs } from './look-alikes.ts';
import { digitValue } from './number-marks.ts';
import { fromPrivateUse } from './private-use.ts';

/** Letters that no decomposition takes apart, as people without the key write them. */
const plainLetters: Readonly<Record<string, string>> = {
  ı: 'i',
  ß: 'ss',
  ς: 'σ',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  ۀ: 'ه',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
};

/**
 * Marks above Latin, Greek and Cyrillic letters, Arabic vowel signs and the stretching stroke. Vowels of Tibetan and Thai stay: they are
 * the word.
 */
const marks = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;
/** Blanks that Unicode calls letters or symbols. */
const fillers = /[\u115f\u1160\u3164\uffa0\u2800]/g;
/**
 * Signs that people write between words, within them, or leave out: the middle dot of names in all its forms, hyphens, brackets, blanks.
 */
const betweenWords = /[\p{P}\p{Sk}\p{Sm}\p{Sc}\p{Z}\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/**
 * The one form in which texts are looked for and found, on the station and in the office, keys and queries alike: width, case, accents,
 * composed forms, compatibility forms, invisible characters, punctuation and the kind of digits make no difference.
 */
export function searchForm(text: string): string {
  if (/^[a-z0-9]*$/.test(text)) return text;
  const plain = likeIdeographs(fromPrivateUse(text))
    .normalize('NFKD')
    .replaceAll(marks, '')
    .normalize('NFKC')
    .toLowerCase()
    // Once more: lower case of İ brings its dot along.
    .replaceAll(marks, '');
  return likeIdeographs(plain)
    .replaceAll(/[ıßςøđłæœۀأإآ]/g, (c) => plainLetters[c] ?? c)
    .replaceAll(/\p{Nd}/gu, (c) => digitValue(c)?.toString() ?? c)
    .replaceAll(fillers, '')
    .replaceAll(betweenWords, '');
}

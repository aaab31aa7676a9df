/** Zeros of the digits that keyboards and input methods of this country and of pasted text write; nine digits follow each. */
const zeros = [
  0x0030, // ASCII
  0xff10, // full width
  0x0660, // Arabic-Indic
  0x06f0, // Arabic-Indic, eastern
  0x0f20, // Tibetan
  0x1810, // Mongolian
  0x0966, // Devanagari
  0x0e50, // Thai
] as const;

/** The value of a decimal digit in any of those scripts; null for everything else. */
export function digitValue(character: string): number | null {
  const code = character.codePointAt(0) ?? 0;
  const zero = zeros.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? null : code - zero;
}

const folds: readonly (readonly [RegExp, string])[] = [
  // Nobody sees these: marks of direction, zero-width characters, the soft hyphen, variation selectors.
  [/\p{Cf}|\p{Variation_Selector}/gu, ''],
  [/[−–—―－﹣﹘‐‑‒]/gu, '-'],
  [/[＋﹢]/gu, '+'],
  // An input method in Chinese mode writes 。 where the key says a point.
  [/[．。。﹒٫]/gu, '.'],
  [/[，﹐]/gu, ','],
  [/[٬’‘＇`´]/gu, "'"],
  // These blanks only ever set digits apart.
  [/[\u202f\u2009\u2007\u2008\u200a\u2006\u2005\u2004]/gu, '\u00a0'],
  [/[\t\n\r\u3000\u2000-\u2003\u205f]/gu, ' '],
];

/**
 * The marks in a number in their plain form: `-`, `+`, `.`, `,`, `'`, NBSP and blank. Unlike NFKC it leaves ², ½ and ④ as
 * they are: 5² is not 52.
 */
export function foldNumberMarks(text: string): string {
  return folds
    .reduce((plain, [mark, form]) => plain.replaceAll(mark, form), text)
    .replaceAll(/ +/g, ' ')
    .replaceAll(/^[ \u00a0]+|[ \u00a0]+$/g, '');
}

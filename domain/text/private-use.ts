/**
 * Characters that GB 18030 once held in the private use area of Unicode, with the code point that they have now. Input methods and
 * fonts made for GBK or GB 18030-2000/2005 still write the old ones: 王䶮's second character as U+E863.
 *
 * Sources: GB 18030-2000 appendix E (GBK to GB 18030), GB 18030-2022 (the 18 that moved, and the six of extension B that need not be
 * written privately any more); the same list in github.com/whatwg/encoding/issues/27. The test compares it with the decoder of the
 * runtime's ICU. A private character that is not here is somebody's own: nobody can know what it looks like.
 */
const blocks: readonly (readonly [first: number, characters: string])[] = [
  [0xe76c, '€'],
  // Vertical forms of punctuation, rows A6D9–A6DF, A6EC, A6ED, A6F3.
  [0xe78d, '︐︒︑︓︔︕︖︗︘︙'],
  [0xe7c7, 'ḿǹ'],
  // Ideographic description, row A989–A995.
  [0xe7e7, '〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻'],
  // Row FE50–FEA0.
  [
    0xe815,
    '⺁\u{20087}\u{20089}\u{200cc}⺄㑳㑇⺈⺋\u9fb4㖞㘚㘎⺌⺗㥮㤘\u9fb5㧏㧟㩳㧐\u9fb6\u9fb7㭎㱮㳠⺧\u{215d7}\u9fb8⺪䁖䅟⺮䌷⺳⺶⺷\u{2298f}䎱䎬⺻䏝䓖䙡䙌' +
      '\u9fb9䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶\u9fba\u{241fe}䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮\u9fbb',
  ],
];

const mapped: ReadonlyMap<string, string> = new Map(
  blocks.flatMap(([first, characters]) =>
    [...characters].map((character, at) => [String.fromCharCode(first + at), character] as const),
  ),
);

const anyPrivate = /\p{Co}/gu;

/**
 * The text with every such character at its present code point, for showing, printing and finding. What is stored stays as it was typed:
 * it is what the person signed, and a device with the old font shows it.
 */
export const fromPrivateUse = (text: string): string =>
  // Most texts have none: the test costs a tenth of the replacement.
  /[\ue000-\uf8ff]/.test(text) ? text.replaceAll(anyPrivate, (c) => mapped.get(c) ?? c) : text;

/** The characters of a text that no standard gives a shape: somebody's own of the private use area, each once. */
export const privateCharacters = (text: string): readonly string[] => [
  ...new Set(fromPrivateUse(text).match(anyPrivate) ?? []),
];

/**
 * A half of a surrogate pair is no character: UTF-8 cannot carry it, so CouchDB, an office's door and every file refuse it or change
 * it. It comes from input methods that hand over an emoji in two parts, and from cuts in the middle of one.
 */
const loneHalf = /\p{Surrogate}/u;
const loneHalves = /\p{Surrogate}/gu;

/** What stands in the place of a half that came without its other one: seen by the reader, and nothing around it is lost. */
export const replacement = '\uFFFD';

/** Does this text consist of whole characters? */
export const isWellFormed = (text: string): boolean => !loneHalf.test(text);

/** The text with every lone half replaced by U+FFFD, which shows that something stood there. */
export const wellFormed = (text: string): string =>
  loneHalf.test(text) ? text.replace(loneHalves, replacement) : text;

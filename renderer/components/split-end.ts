/** How wide an end is kept, in em of its letters: a building, a unit and a door. */
const endWidth = 10;
/** A number or a Latin word at the cut stays whole up to this many letters. */
const longestWord = 16;

const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/u;
/** Estimates the width of one letter in em: a Chinese letter is 1 wide, a digit or a Latin letter about 0.6. */
const widthOf = (letter: string): number => (wide.test(letter) ? 1 : 0.6);
const isOfWord = (letter: string | undefined): boolean =>
  letter !== undefined && /[\p{Script=Latin}\p{Nd}]/u.test(letter);

/**
 * Cuts a text where its end begins, which is worth more than its middle: the house, the door. Nothing is lost: both parts together are the text.
 * @returns the end with its width in em; the head is empty where the text is short
 */
export function splitEnd(text: string): { readonly head: string; readonly end: string; readonly endEm: number } {
  const letters = [...text];
  let width = 0;
  let at = letters.length;
  while (at > 0 && width < endWidth) {
    at -= 1;
    width += widthOf(letters[at] ?? '');
  }
  const back = (): void => {
    at -= 1;
    width += widthOf(letters[at] ?? '');
  };
  // A word of Chinese letters takes the number before it along: it is of that building, that door.
  let before = at;
  if (!isOfWord(letters[at])) while (letters[before - 1] === ' ') before -= 1;
  const belongs =
    isOfWord(letters[before - 1]) &&
    (isOfWord(letters[at]) ? before === at : /\p{Script=Han}/u.test(letters[at] ?? ''));
  if (belongs) {
    while (at > before) back();
    for (let more = 0; more < longestWord && isOfWord(letters[at - 1]); more += 1) back();
  }
  return { head: letters.slice(0, at).join(''), end: letters.slice(at).join(''), endEm: Math.ceil(width * 10) / 10 };
}

type Box = Pick<HTMLInputElement, 'value' | 'maxLength' | 'selectionStart' | 'selectionEnd'>;

/**
 * How many characters of a text do not fit into a box, counted as the browser counts them (UTF-16 units), when it is put where the
 * selection is; 0: all of it fits, or the box has no limit.
 */
export function overflowOf({ value, maxLength, selectionStart, selectionEnd }: Box, text: string): number {
  if (maxLength < 0) return 0;
  const replaced = (selectionEnd ?? value.length) - (selectionStart ?? value.length);
  return Math.max(0, value.length - replaced + text.length - maxLength);
}

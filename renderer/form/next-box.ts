import type { KeyboardEvent } from 'react';

const boxes =
  'input:not([type="radio"], [type="checkbox"], [type="file"], :disabled, [readonly]), textarea:not(:disabled, [readonly])';

/**
 * Enter in a box of one line goes to the next empty box of the same form, as the key "next" of a tablet's keyboard promises; behind the last
 * it puts the keyboard away. In a text of many lines Enter is a line.
 */
export function goToNextBox(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(target instanceof HTMLInputElement)) return;
  if (!target.matches(boxes)) return;
  event.preventDefault();
  const all = [...currentTarget.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(boxes)];
  const next = all.slice(all.indexOf(target) + 1).find((box) => box.value === '');
  if (next === undefined) target.blur();
  else next.focus();
}

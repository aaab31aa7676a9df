/** px that a hand trembles between pressing and letting go */
const still = 4;
type At = { readonly clientX: number; readonly clientY: number };

/** Whether the pointer has just marked text by being drawn over it: the click that ends it is meant for the text, not for what lies under it. */
export function hasMarkedText(pressed: At | null, released: At): boolean {
  if (pressed === null) return false;
  const moved = Math.hypot(released.clientX - pressed.clientX, released.clientY - pressed.clientY) > still;
  return moved && (window.getSelection()?.toString() ?? '') !== '';
}

/** What in a place takes the focus: its first control that works, in the order of the page. */
const controls =
  'input:not([disabled]):not([type="hidden"]):not([hidden]), textarea:not([disabled]), select:not([disabled]), button:not([disabled]), a[href]';

/**
 * Brings a place (`data-place`) into view and gives it the focus: under no head or footer, and again once a keyboard on the screen, or
 * the list of what is missing, has made the page smaller. The first of the ids that stands in the root counts. False: none does.
 */
export function seekPlace(root: ParentNode, ids: readonly string[]): boolean {
  const frame = ids
    .map((id) => root.querySelector<HTMLElement>(`[data-place="${CSS.escape(id)}"]`))
    .find((found) => found !== null);
  if (!frame) return false;
  const target = frame.matches(controls) ? frame : (frame.querySelector<HTMLElement>(controls) ?? frame);
  if (target === frame && !frame.matches(controls)) frame.tabIndex = -1;
  const show = () => bringIntoView(frame, target);
  show();
  target.focus({ preventScroll: true });
  frame.dataset.sought = 'true';
  frame.addEventListener('focusout', () => delete frame.dataset.sought, { once: true });
  window.visualViewport?.addEventListener('resize', show, { once: true });
  showAgainOnce(frame, show);
  return true;
}

/** The list of what is missing appears with the press and takes room from what scrolls: what has the focus is shown once more then. */
function showAgainOnce(frame: HTMLElement, show: () => void): void {
  const box = scrollerOf(frame);
  if (box === null || !('ResizeObserver' in window)) return;
  const before = box.clientHeight;
  const watch = new ResizeObserver(() => {
    if (box.clientHeight === before) return;
    watch.disconnect();
    show();
  });
  watch.observe(box);
  frame.addEventListener('focusout', () => watch.disconnect(), { once: true });
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  const { parentElement } = element;
  if (parentElement === null) return null;
  return /auto|scroll/.test(getComputedStyle(parentElement).overflowY) ? parentElement : scrollerOf(parentElement);
}

/** A whole place in the middle where it fits; else its beginning, and then the control in it. */
function bringIntoView(frame: HTMLElement, target: HTMLElement): void {
  const room = (window.visualViewport?.height ?? window.innerHeight) / 2;
  // The page scrolls smoothly elsewhere; a refusal is shown at once, so that what has the focus is what is seen.
  frame.scrollIntoView({ block: frame.offsetHeight > room ? 'start' : 'center', behavior: 'instant' });
  if (frame.offsetHeight > room) target.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { changePlace, placeOf } from './place.ts';

/** So long the scroll must rest before the address says it. */
const restMs = 250;
/** What is read from the office makes the page long enough within this, or the place is given up. */
const waitMs = 5_000;

const kept = (name: string): number => {
  const text = placeOf(window.location.hash).get(name) ?? '';
  return /^\d{1,7}$/.test(text) ? Number(text) : 0;
};

type Options = {
  /** the member of the address */
  readonly name: string;
  /** px of one unit of it: 1, or the height of a row, so that another window shows the same row */
  readonly step?: number;
};

/**
 * Keeps how far an element is scrolled in the address, and scrolls back to it as soon as what stands in it is long enough; a person
 * who scrolls meanwhile is not overruled.
 */
export function useKeptScroll(element: RefObject<HTMLElement | null>, { name, step = 1 }: Options): void {
  const wanted = useRef<number | null>(null);
  wanted.current ??= kept(name);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null || wanted.current === null || wanted.current === 0) return;
    const goal = wanted.current * step;
    const reach = () => {
      if (node.scrollHeight - node.clientHeight < goal) return;
      node.scrollTop = goal;
      stop();
    };
    const grown = new ResizeObserver(reach);
    for (const child of [node, ...node.children]) grown.observe(child);
    const added = new MutationObserver(reach);
    added.observe(node, { childList: true, subtree: true });
    const stop = () => {
      wanted.current = 0;
      grown.disconnect();
      added.disconnect();
      clearTimeout(timer);
    };
    const timer = setTimeout(stop, waitMs);
    const byHand = ['wheel', 'touchstart', 'keydown'] as const;
    for (const hand of byHand) node.addEventListener(hand, stop, { once: true, passive: true });
    reach();
    return stop;
  }, [element, step]);

  useEffect(() => {
    const node = element.current;
    if (node === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = () => {
      if (wanted.current !== 0) return;
      const at = Math.round(node.scrollTop / step);
      changePlace({ [name]: at === 0 ? null : String(at) }, true);
    };
    const scrolled = () => {
      clearTimeout(timer);
      timer = setTimeout(say, restMs);
    };
    node.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      clearTimeout(timer);
      node.removeEventListener('scroll', scrolled);
    };
  }, [element, name, step]);
}

import { type RefObject, useLayoutEffect, useState } from 'react';

export type Window = { readonly first: number; readonly last: number };

/** Which rows of a long list stand in view, with some above and below so that scrolling shows no gap. Pixels; `last` is exclusive. */
export function rowsInView(scrolled: number, height: number, rowHeight: number, rows: number, margin = 8): Window {
  const first = Math.max(0, Math.min(rows, Math.floor(scrolled / rowHeight)) - margin);
  return { first, last: Math.min(rows, Math.ceil((scrolled + height) / rowHeight) + margin) };
}

/** The same for a scrolling element, kept up to date. */
export function useVisibleRows(element: RefObject<HTMLElement | null>, rowHeight: number, rows: number): Window {
  const [view, setView] = useState({ scrolled: 0, height: 800 });
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    const look = () => setView({ scrolled: node.scrollTop, height: node.clientHeight });
    look();
    node.addEventListener('scroll', look, { passive: true });
    const size = new ResizeObserver(look);
    size.observe(node);
    return () => {
      node.removeEventListener('scroll', look);
      size.disconnect();
    };
  }, [element]);
  return rowsInView(view.scrolled, view.height, rowHeight, rows);
}

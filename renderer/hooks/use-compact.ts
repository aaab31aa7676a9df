import { useEffect, useState } from 'react';

/** Below so many lines' height (rem) what is around a form would take more than 40 % of the screen; then head and rail fold. */
const roomyRem = 42;
/** A narrow window breaks the head into more lines. */
const narrowPx = 900;
const roomyNarrowRem = 50;

/**
 * Marks the page `data-compact` while the window is too low for the chosen text size, and answers it. By rem of the page, which a media
 * query does not know: at the largest text a screen of 800 px is a low one.
 */
export function useCompact(textSize: string): boolean {
  const [isCompact, setCompact] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text size moves the rem
  useEffect(() => {
    const look = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const roomy = window.innerWidth < narrowPx ? roomyNarrowRem : roomyRem;
      setCompact(window.innerHeight < roomy * rem);
    };
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [textSize]);
  useEffect(() => {
    document.documentElement.dataset.compact = String(isCompact);
  }, [isCompact]);
  return isCompact;
}

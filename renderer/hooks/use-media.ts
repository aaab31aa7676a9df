import { useSyncExternalStore } from 'react';

/** Whether the window answers a media query now, e.g. `(width < 1200px)`; follows it. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (told) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', told);
      return () => list.removeEventListener('change', told);
    },
    () => window.matchMedia(query).matches,
  );
}

import { useState } from 'react';

/**
 * State that outlives its component and a reload, in this window alone: for what a person has typed where no draft of the station keeps it.
 * @param key names the place, ids of its order included
 * @param read what of a stored value is understood; the rest counts as not there
 */
export function useKept<T>(key: string, initial: T, read: (stored: unknown) => T | null) {
  const place = `linework.kept.${key}`;
  const [value, setValue] = useState<T>(() => {
    try {
      return read(JSON.parse(sessionStorage.getItem(place) ?? 'null')) ?? initial;
    } catch {
      return initial;
    }
  });
  return {
    value,
    set: (next: T) => {
      setValue(next);
      try {
        sessionStorage.setItem(place, JSON.stringify(next));
      } catch {
        // Full or forbidden: it holds while the component stands.
      }
    },
    forget: () => {
      try {
        sessionStorage.removeItem(place);
      } catch {
        // There is no storage, so nothing was kept in it.
      }
    },
  };
}

/** Reads what `useKept` stored of one text. */
export const readText = (stored: unknown): string | null => (typeof stored === 'string' ? stored : null);

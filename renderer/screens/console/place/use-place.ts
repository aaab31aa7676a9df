import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { changePlace, placeOf } from './place.ts';

/** The members that are read, as one text: equal texts, nothing to draw. */
const partOf = (names: readonly string[]): string => {
  const place = placeOf(window.location.hash);
  const part = new URLSearchParams();
  for (const name of names) for (const value of place.getAll(name).slice(0, 1)) part.set(name, value);
  return part.toString();
};

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/**
 * A state of a page that stands in the address. `read` makes it of the members (and of their absence) and takes nothing for granted:
 * anybody may have written them.
 * @param names the members that belong to it; a constant
 */
export function usePlace<T>(
  names: readonly string[],
  read: (place: URLSearchParams) => T,
  write: (state: T) => Readonly<Record<string, string | null>>,
): readonly [T, (state: T) => void] {
  const part = useSyncExternalStore(subscribe, () => partOf(names));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is a function of the members alone
  const state = useMemo(() => read(new URLSearchParams(part)), [part]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `write` is a function of the state alone
  const set = useCallback((next: T) => changePlace({ ...write(next), at: null, y: null }), []);
  return [state, set];
}

/** One of a few words in the address; another one, and none, is null. */
export function usePlaceWord<T extends string>(
  name: string,
  words: readonly T[],
): readonly [T | null, (word: T | null) => void] {
  const names = useMemo(() => [name], [name]);
  return usePlace<T | null>(
    names,
    (place) => words.find((word) => word === place.get(name)) ?? null,
    (word) => ({ [name]: word }),
  );
}

import { useEffect, useSyncExternalStore } from 'react';

/** Who must not be disturbed now: a hand that signs, a camera that is open. */
const holders = new Set<symbol>();
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

/** While the component that calls this is shown (and `on`), news waits and is shown afterwards. */
export function useUndisturbed(on = true): void {
  useEffect(() => {
    if (!on) return undefined;
    const holder = Symbol('undisturbed');
    holders.add(holder);
    tell();
    return () => {
      holders.delete(holder);
      tell();
    };
  }, [on]);
}

export const isUndisturbed = (): boolean => holders.size > 0;
export const useIsUndisturbed = (): boolean => useSyncExternalStore(subscribe, isUndisturbed);

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

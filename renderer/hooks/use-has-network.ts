import { useSyncExternalStore } from 'react';

/** Whether this device has a network, as far as its system knows: if it has, an office that cannot be reached is not "no network". */
export const useHasNetwork = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

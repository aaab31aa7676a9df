import { useEffect, useRef } from 'react';
import type { SessionState } from '../../../bridge/station.ts';
import { goInstead } from '../../hooks/use-hash-route.ts';

/** The address on the screen belongs to whoever opened it: when another account signs in on the device, the page begins at that account's own list. */
export function useOwnAddress(session: SessionState | undefined): void {
  const before = useRef<string | null>(null);
  const now = session?.state === 'open' ? (session.technician?.technicianId ?? null) : null;
  useEffect(() => {
    if (now === null) return;
    if (before.current !== null && before.current !== now) goInstead();
    before.current = now;
  }, [now]);
}

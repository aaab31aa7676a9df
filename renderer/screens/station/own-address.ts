import { useLayoutEffect, useRef } from 'react';
import type { SessionState } from '../../../bridge/station.ts';
import { ownWindow } from '../../app/own-window.ts';
import { goInstead } from '../../hooks/use-hash-route.ts';
import { forgetSignatures } from './sign-off/kept-signature.ts';

/**
 * The address on the screen, and what this window keeps, belong to whoever opened them: when another account signs in on the device, the
 * page begins at that account's own list, with nothing of what the other typed.
 */
export function useOwnAddress(session: SessionState | undefined): void {
  const now = session?.state === 'open' ? (session.technician?.technicianId ?? null) : null;
  const before = useRef<string | null>(null);
  // Before anything is painted: what the other account had on its screen is not seen for a moment either.
  useLayoutEffect(() => {
    if (now === null) return;
    // Where a window has no session storage, its memory alone knows whose it was.
    const isAnother = ownWindow(now) || (before.current !== null && before.current !== now);
    before.current = now;
    if (!isAnother) return;
    forgetSignatures();
    goInstead();
  }, [now]);
}

import type { NoPosition, Position } from '../../../domain/documents/base.ts';

/** How long a crew waits for a satellite at most. */
const longestWaitMs = 15_000;

let lastFix: Position | null = null;

/**
 * The position now; else the last fix of this session marked as such; else that there is none, and why. Always answers within 15 s.
 * @param geolocation the browser's; undefined where there is none
 */
export async function locate(geolocation: Geolocation | undefined, now: number): Promise<Position | NoPosition> {
  const fix = geolocation ? await ask(geolocation) : 'noReceiver';
  if (typeof fix !== 'string') {
    lastFix = {
      latitude: fix.coords.latitude,
      longitude: fix.coords.longitude,
      accuracyM: fix.coords.accuracy,
      fixAt: new Date(fix.timestamp).toISOString(),
      source: 'gnss',
    };
    return lastFix;
  }
  if (lastFix) return { ...lastFix, source: 'lastFix' };
  return { source: 'none', reason: fix, at: new Date(now).toISOString() };
}

/** The newest fix of this session when it is not older than `maxAgeMs`; for photos, which never wait. */
export function recentFix(now: number, maxAgeMs = 600_000): Position | null {
  return lastFix && now - Date.parse(lastFix.fixAt) <= maxAgeMs ? lastFix : null;
}

function ask(geolocation: Geolocation): Promise<GeolocationPosition | NoPosition['reason']> {
  return new Promise((resolve) => {
    const done = (answer: GeolocationPosition | NoPosition['reason']) => {
      clearTimeout(timer);
      resolve(answer);
    };
    // The browser's own timeout does not run while it waits for a permission prompt.
    const timer = setTimeout(() => done('noSignal'), longestWaitMs);
    const failed = ({ code }: { readonly code: number }) => done(code === 1 ? 'notPermitted' : 'noSignal');
    geolocation.getCurrentPosition(done, failed, {
      enableHighAccuracy: true,
      timeout: longestWaitMs,
      maximumAge: 60_000,
    });
  });
}

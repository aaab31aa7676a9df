import type { Position } from '../../../../../domain/documents/base.ts';

/** How long a crew waits for a satellite at most. */
const longestWaitMs = 15_000;

let lastFix: Position | null = null;

/**
 * The position now; else the last fix of this session marked as such; else `none`. Always answers within 15 s.
 * @param geolocation the browser's; undefined where there is none
 */
export async function locate(geolocation: Geolocation | undefined, now: number): Promise<Position> {
  const fix = geolocation ? await ask(geolocation) : null;
  if (fix) {
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
  return { latitude: 0, longitude: 0, accuracyM: 0, fixAt: new Date(now).toISOString(), source: 'none' };
}

/** The newest fix of this session when it is not older than `maxAgeMs`; for photos, which never wait. */
export function recentFix(now: number, maxAgeMs = 600_000): Position | null {
  return lastFix && now - Date.parse(lastFix.fixAt) <= maxAgeMs ? lastFix : null;
}

function ask(geolocation: Geolocation): Promise<GeolocationPosition | null> {
  return new Promise((resolve) => {
    // The browser's own timeout does not run while it waits for a permission prompt.
    const timer = setTimeout(() => resolve(null), longestWaitMs);
    const done = (fix: GeolocationPosition | null) => {
      clearTimeout(timer);
      resolve(fix);
    };
    geolocation.getCurrentPosition(done, () => done(null), {
      enableHighAccuracy: true,
      timeout: longestWaitMs,
      maximumAge: 60_000,
    });
  });
}

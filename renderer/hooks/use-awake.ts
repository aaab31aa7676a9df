import { useEffect, useRef } from 'react';
import { isHeld } from './held-awake.ts';
import { useStation } from './station-context.ts';
import { isUndisturbed } from './use-undisturbed.ts';

/** Who keeps the device from locking itself although nobody touches it: an upload that is watched, words that no disk has yet. */
const holders = new Set<symbol>();
/** Names the holders without an end: their words are on no disk, and would be lost with the screen. */
const unbounded = new Set<symbol>();

/**
 * While the component that calls this is shown (and `on`), the device does not lock itself; at the latest when nobody has touched it for
 * the device's longest time (`lockHeldAfterMinutes`), unless `forAsLongAsItTakes`.
 */
export function useAwake(on: boolean, forAsLongAsItTakes = false): void {
  useEffect(() => {
    if (!on) return undefined;
    const holder = Symbol('awake');
    holders.add(holder);
    if (forAsLongAsItTakes) unbounded.add(holder);
    return () => {
      holders.delete(holder);
      unbounded.delete(holder);
    };
  }, [on, forAsLongAsItTakes]);
}

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** How often the station hears of a hand at most, ms: its lock comes at most this much late. */
const longestEveryMs = 30_000;
const minuteMs = 60_000;

/**
 * Tells the station that somebody is there: now, and as long as there are touches or something holds. Who signs or films is not locked out
 * while a hand is near; an open camera on a table that nobody touches holds for the longest time and no longer.
 * @param minutes after which the station locks itself; null: never, and nothing is told
 * @param longest minutes without a touch after which nothing holds any more
 */
export function useTellActive(minutes: number | null, longest: number): void {
  const station = useStation();
  const touched = useRef(true);
  useEffect(() => {
    if (minutes === null) return undefined;
    // The wall clock: it runs on while the machine sleeps.
    let touchedAt = Date.now();
    const tell = () => {
      const held = isHeld({
        holders: holders.size + Number(isUndisturbed()),
        unbounded: unbounded.size,
        untouchedForMs: Date.now() - touchedAt,
        longestMs: longest * minuteMs,
      });
      if (!touched.current && !held) return;
      touched.current = false;
      void station.call('session.active', {}).catch(() => undefined);
    };
    const touch = () => {
      touched.current = true;
      touchedAt = Date.now();
    };
    touch();
    tell();
    const timer = setInterval(tell, Math.min(longestEveryMs, (minutes * minuteMs) / 4));
    for (const sign of signs) window.addEventListener(sign, touch, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
    };
  }, [station, minutes, longest]);
}

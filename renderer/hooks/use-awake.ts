import { useEffect, useRef } from 'react';
import { useStation } from './station-context.ts';
import { isUndisturbed } from './use-undisturbed.ts';

/** Who keeps the device from locking itself although nobody touches it: an upload that is watched, words that no disk has yet. */
const holders = new Set<symbol>();

/** While the component that calls this is shown (and `on`), the device does not lock itself. */
export function useAwake(on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const holder = Symbol('awake');
    holders.add(holder);
    return () => {
      holders.delete(holder);
    };
  }, [on]);
}

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** How often the station hears of a hand at most, ms: its lock comes at most this much late. */
const longestEveryMs = 30_000;
const minuteMs = 60_000;

/**
 * Tells the station that somebody is there: now, and as long as there are touches or something holds. Who signs or films is never locked out.
 * @param minutes after which the station locks itself; null: never, and nothing is told
 */
export function useTellActive(minutes: number | null): void {
  const station = useStation();
  const touched = useRef(true);
  useEffect(() => {
    if (minutes === null) return undefined;
    const tell = () => {
      if (!touched.current && holders.size === 0 && !isUndisturbed()) return;
      touched.current = false;
      void station.call('session.active', {}).catch(() => undefined);
    };
    const touch = () => {
      touched.current = true;
    };
    touch();
    tell();
    const timer = setInterval(tell, Math.min(longestEveryMs, (minutes * minuteMs) / 4));
    for (const sign of signs) window.addEventListener(sign, touch, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
    };
  }, [station, minutes]);
}

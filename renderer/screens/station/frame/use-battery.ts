import { useEffect, useState } from 'react';

type BatteryManager = EventTarget & { readonly level: number; readonly charging: boolean };
export type Battery = { readonly percent: number; readonly charging: boolean };

/** The battery where the browser tells it (Chromium does); null elsewhere. */
export function useBattery(): Battery | null {
  const [battery, setBattery] = useState<Battery | null>(null);
  useEffect(() => {
    const ask = (navigator as { readonly getBattery?: () => Promise<BatteryManager> }).getBattery;
    if (!ask) return;
    let manager: BatteryManager | null = null;
    const read = () => manager && setBattery({ percent: Math.round(manager.level * 100), charging: manager.charging });
    ask.call(navigator).then(
      (found) => {
        manager = found;
        found.addEventListener('levelchange', read);
        found.addEventListener('chargingchange', read);
        read();
      },
      () => undefined,
    );
    return () => {
      manager?.removeEventListener('levelchange', read);
      manager?.removeEventListener('chargingchange', read);
    };
  }, []);
  return battery;
}

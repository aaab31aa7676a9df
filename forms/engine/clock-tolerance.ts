import type { SettingsByKey } from './types.ts';

/** While no settings have arrived: R-41. */
const defaultMinutes = 5;

/** How far a device's clock may be off the office's before anybody is told, ms; from the settings `device`. */
export function clockToleranceMs({ device }: SettingsByKey): number {
  const minutes = device?.values.clockToleranceMinutes;
  return (typeof minutes === 'number' && minutes > 0 ? minutes : defaultMinutes) * 60_000;
}

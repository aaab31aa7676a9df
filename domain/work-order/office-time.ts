import type { EventDocument, EventOf } from '../documents/event.ts';
import type { TimeSource } from '../sla/sla-clock.ts';
import { measuredClocks } from './clock-trust.ts';
import type { HistoryEntry } from './types.ts';

/** When an event happened by the office's time, as far as that is known; ISO. */
export type OfficeTime = { readonly at: string; readonly source: TimeSource };

/** The office's time of an event of this order. */
export type TimeOf = (event: EventDocument) => OfficeTime;

/**
 * Event times corrected by the `clockMeasured` facts of the order: of the same device and boot, the office's time then less the
 * uptime that lies between. Of several measurements the nearest counts, since clocks drift; one that is not believed does not
 * (`clock-trust.ts`). What nobody measured stays at its wall time and says so. Facts only: never used to decide what happened first.
 */
export function officeTimes(history: readonly Pick<HistoryEntry, 'event'>[]): TimeOf {
  const measured = new Map<string, EventOf<'clockMeasured'>['payload'][]>();
  for (const event of measuredClocks(history.map((entry) => entry.event)).believed) {
    if (event.deviceId === undefined) continue;
    const key = keyOf(event.deviceId, event.payload.bootId);
    const known = measured.get(key);
    if (known === undefined) measured.set(key, [event.payload]);
    else known.push(event.payload);
  }
  return ({ deviceId, time }) => {
    if (deviceId === undefined) return { at: time.at, source: 'office' };
    const [nearest] = (measured.get(keyOf(deviceId, time.bootId)) ?? []).toSorted(
      (a, b) =>
        Math.abs(a.uptimeMs - time.uptimeMs) - Math.abs(b.uptimeMs - time.uptimeMs) ||
        (a.officeAt < b.officeAt ? -1 : 1),
    );
    if (nearest === undefined) return { at: time.at, source: 'device' };
    return { at: atUptime(nearest, time.uptimeMs), source: 'measured' };
  };
}

/** The office's time when the device of a measurement had been up this long. */
export const atUptime = (
  { officeAt, uptimeMs }: { readonly officeAt: string; readonly uptimeMs: number },
  eventUptimeMs: number,
): string => new Date(Math.round(Date.parse(officeAt) - (uptimeMs - eventUptimeMs))).toISOString();

/** The least certain of some sources. */
export const leastCertain = (sources: readonly TimeSource[]): TimeSource =>
  (['device', 'measured', 'stated'] as const).find((source) => sources.includes(source)) ?? 'office';

const keyOf = (deviceId: string, bootId: string): string => `${deviceId} ${bootId}`;

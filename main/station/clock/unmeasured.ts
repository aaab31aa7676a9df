import type { EventDocument, EventPayload } from '../../../domain/documents/event.ts';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import { measuredClocks } from '../../../domain/work-order/clock-trust.ts';

/** The office's time beside this device's uptime, as a contact measured it. */
export type ClockMeasurement = EventPayload<'clockMeasured'>;

/**
 * Events of this device in one order and one boot that no `clockMeasured` covers: when, by the device's wall clock, its uptime was
 * zero, by the earliest and by the latest of them (ms since the epoch). They differ where somebody set the clock meanwhile.
 */
export type UnmeasuredBoot = { readonly bootId: string; readonly zeroFrom: number; readonly zeroTo: number };

/** A measurement that the office did not believe is made anew at the next contact, but not for ever. */
const mostTries = 3;

/** One entry a boot, in the order of their first event; a fact of the same boot covers all of its events, those after it too. */
export function unmeasuredBoots(documents: readonly OrderDocument[], deviceId: string): readonly UnmeasuredBoot[] {
  const own = documents.filter((one): one is EventDocument => one.type === 'event' && one.deviceId === deviceId);
  const { believed, doubted } = measuredClocks(documents.filter((one) => one.type === 'event'));
  const tries = (bootId: string): number =>
    doubted.filter(({ event }) => event.deviceId === deviceId && event.payload.bootId === bootId).length;
  const isCovered = (bootId: string): boolean =>
    tries(bootId) >= mostTries ||
    believed.some((event) => event.deviceId === deviceId && event.payload.bootId === bootId);
  const covered = new Set(own.map(({ time }) => time.bootId).filter(isCovered));
  const boots = new Map<string, UnmeasuredBoot>();
  for (const { time } of own) {
    const { bootId } = time;
    if (covered.has(bootId)) continue;
    const zero = Date.parse(time.at) - time.uptimeMs;
    const known = boots.get(bootId) ?? { bootId, zeroFrom: zero, zeroTo: zero };
    boots.set(bootId, { bootId, zeroFrom: Math.min(known.zeroFrom, zero), zeroTo: Math.max(known.zeroTo, zero) });
  }
  return [...boots.values()];
}

/** Below this a correction changes no verdict that anybody would argue about, and an honest clock writes nothing. */
const worthSayingMs = 30_000;

/** Would this measurement move an event of these boots by more than the threshold and its own uncertainty? */
export function isWorthSaying(boots: readonly UnmeasuredBoot[], measured: ClockMeasurement): boolean {
  const boot = boots.find(({ bootId }) => bootId === measured.bootId);
  if (boot === undefined) return false;
  const zero = Date.parse(measured.officeAt) - measured.uptimeMs;
  const off = Math.max(Math.abs(zero - boot.zeroFrom), Math.abs(zero - boot.zeroTo));
  return off > worthSayingMs + measured.uncertaintyMs;
}

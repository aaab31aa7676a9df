import type { DiscardedDocument } from '../../bridge/office.ts';
import type { DeviceDocument } from '../../domain/documents/device.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { type Arrival, arrivalOf, type Made } from '../../domain/evidence/arrival.ts';

/** What devices last told of orders in `device:<id>`: how much they have made, and what was discarded there (ADR 0016). */
export type DeviceWords = {
  /** Takes a device's document; answers the orders of which it says something, or said something before. */
  readonly take: (report: Partial<DeviceDocument>) => readonly string[];
  readonly arrival: (orderId: string, manifest: { total: number; received: number }, held: HeldByDevice) => Arrival;
  readonly discarded: (orderId: string) => readonly DiscardedDocument[];
};

/** By device id: what the office holds of one order. */
export type HeldByDevice = Readonly<Record<string, Made>>;

const nothing: Made = { made: 0, photos: 0 };

export function deviceWords(): DeviceWords {
  /** order id → device id → what it told */
  const told = new Map<string, Map<string, Made>>();
  const discards = new Map<string, Map<string, readonly DiscardedDocument[]>>();

  /** Replaces what this device said in one of the maps. */
  function replace<T>(map: Map<string, Map<string, T>>, deviceId: string, said: ReadonlyMap<string, T>): string[] {
    const before = [...map].flatMap(([orderId, devices]) => (devices.delete(deviceId) ? [orderId] : []));
    for (const [orderId, word] of said) {
      const devices = map.get(orderId) ?? new Map<string, T>();
      devices.set(deviceId, word);
      map.set(orderId, devices);
    }
    for (const orderId of before) if (map.get(orderId)?.size === 0) map.delete(orderId);
    return [...before, ...said.keys()];
  }

  return {
    take: ({ deviceId, createdBy, orders = [], discarded = [] }) => {
      if (deviceId === undefined || createdBy === undefined) return [];
      const made = new Map(orders.map(({ orderId, ...word }) => [orderId, word]));
      const gone = new Map<string, DiscardedDocument[]>();
      for (const { orderId, ...item } of discarded)
        if (orderId !== undefined)
          gone.set(orderId, [...(gone.get(orderId) ?? []), { ...item, deviceId, by: createdBy }]);
      return [...new Set([...replace(told, deviceId, made), ...replace(discards, deviceId, gone)])];
    },
    arrival: (orderId, manifest, held) =>
      arrivalOf(
        manifest,
        [...(told.get(orderId) ?? [])].map(([deviceId, word]) => ({ told: word, held: held[deviceId] ?? nothing })),
      ),
    discarded: (orderId) => [...(discards.get(orderId)?.values() ?? [])].flat(),
  };
}

/** What the office holds of each device: the documents that are written once, and the pictures among them. */
export function heldByDevice(documents: readonly OrderDocument[]): HeldByDevice {
  const held: Record<string, { made: number; photos: number }> = {};
  for (const one of documents) {
    if (one.type !== 'event' && one.type !== 'submission' && one.type !== 'evidence') continue;
    if (one.deviceId === undefined) continue;
    held[one.deviceId] ??= { made: 0, photos: 0 };
    const own = held[one.deviceId];
    if (own === undefined) continue;
    own.made += 1;
    if (one.type === 'evidence') own.photos += 1;
  }
  return held;
}

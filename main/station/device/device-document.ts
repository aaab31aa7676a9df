import { type DeviceDocument, deviceDocumentId } from '../../../domain/documents/device.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { StationContext } from '../context.ts';
import type { TechnicianStore } from '../store/technician-store.ts';
import type { Contact } from '../sync/contact.ts';
import { fitted } from './fitted.ts';
import { finite, freeBytesIn } from './space.ts';
import { zoneInUse } from './time-zone.ts';
import type { Told } from './told.ts';

export type DeviceReporter = {
  /** Tells the office how this device is, when that is worth a document. */
  readonly report: () => Promise<void>;
  /** answers whether the office should hear of it now: the first level since the last report, or another tenth */
  readonly setBattery: (percent: number | null) => boolean;
};

export type DeviceParts = {
  readonly station: StationContext;
  readonly technicianId: string;
  readonly deviceId: string;
  readonly folder: string;
  readonly store: TechnicianStore;
  readonly contact: Contact;
  readonly catalogue: Catalogue;
  readonly told: () => Promise<Told>;
};

/** The office needs to know of it only roughly: at most this often, unless something went to another step. */
const everyMs = 3_600_000;

/** `device:<id>`: clock facts, free space, battery, versions. Written at contacts, so that it never keeps a device unsynchronised. */
export function makeDeviceReporter(parts: DeviceParts): DeviceReporter {
  const { station, store, contact, deviceId } = parts;
  let battery: number | null = null;
  let last: { readonly key: string; readonly at: number; readonly tenth: number | null } | null = null;

  async function compose(): Promise<DeviceDocument> {
    return {
      _id: deviceDocumentId(deviceId),
      type: 'device',
      schemaVersion: 1,
      createdBy: parts.technicianId,
      deviceId,
      time: station.clock.facts(),
      clockOffsetMs: contact.facts().clockOffsetMs,
      freeBytes: finite(await freeBytesIn(parts.folder)),
      timeZone: zoneInUse(),
      batteryPercent: battery,
      unconfirmed: store.journal.entries().filter(({ id }) => id !== deviceDocumentId(deviceId)).length,
      appVersion: station.shell.appVersion,
      definitions: [...parts.catalogue.names()],
      ...(await parts.told()),
    };
  }

  return {
    setBattery: (percent) => {
      battery = percent;
      return last !== null && tenthOf(percent) !== last.tenth;
    },
    report: async () => {
      const document = await compose();
      // Tenths of battery and gigabytes of space are what anybody looks at.
      const { batteryPercent, freeBytes, appVersion, definitions, orders = [], discardedInAll = 0 } = document;
      const offset = Math.round((document.clockOffsetMs ?? 0) / 60_000);
      const health = [
        tenthOf(batteryPercent),
        freeBytes === null ? null : Math.round(freeBytes / 1e9),
        offset,
        appVersion,
        ...definitions,
      ];
      const steps = [health, orders, discardedInAll];
      const key = JSON.stringify(steps);
      const now = station.clock.now();
      if (last && last.key === key && now - last.at < everyMs) return;
      await store.append([fitted(document)]);
      last = { key, at: now, tenth: tenthOf(batteryPercent) };
    },
  };
}

const tenthOf = (percent: number | null): number | null => (percent === null ? null : Math.round(percent / 10));

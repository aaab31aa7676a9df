import { ok } from '../../../domain/result.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';
import { freeBytesIn, lowSpaceAt } from './space.ts';

export const deviceCalls = {
  'device.health': async (desk) => {
    const freeBytes = await freeBytesIn(desk.folder);
    return ok({
      freeBytes,
      lowSpace: lowSpaceAt(freeBytes, desk.limits),
      appVersion: desk.shell.appVersion,
      shell: desk.shell.kind,
      storeRebuiltAt: desk.store.rebuiltAt(),
      cleared: desk.store.left.said(),
    });
  },
  'device.report': async (desk, { batteryPercent }) => {
    // The window tells it after the first contact; the next would come minutes later.
    if (desk.device.setBattery(batteryPercent)) desk.sync.contactSoon();
    return ok({});
  },
} as const satisfies DeskCalls<OwnDesk>;

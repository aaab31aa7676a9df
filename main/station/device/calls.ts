import { ok } from '../../../domain/result.ts';
import { clockToleranceMs } from '../../../forms/engine/clock-tolerance.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';
import { freeBytesIn, lowSpaceAt } from './space.ts';

export const deviceCalls = {
  'device.health': async (desk) => {
    const freeBytes = await freeBytesIn(desk.folder);
    return ok({
      freeBytes,
      lowSpace: lowSpaceAt(freeBytes),
      appVersion: desk.shell.appVersion,
      shell: desk.shell.kind,
      storeRebuiltAt: desk.store.rebuiltAt(),
      clockToleranceMs: clockToleranceMs(desk.newestSettings('device')),
    });
  },
  'device.report': async (desk, { batteryPercent }) => {
    // The window tells it after the first contact; the next would come minutes later.
    if (desk.device.setBattery(batteryPercent)) desk.sync.contactSoon();
    return ok({});
  },
} as const satisfies DeskCalls<OwnDesk>;

import { ok } from '../../../domain/result.ts';
import { offsetText } from '../../../domain/text/offset-text.ts';
import { clockToleranceMs } from '../../../forms/engine/clock-tolerance.ts';
import type { SettingsByKey } from '../../../forms/engine/types.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';
import { finite, freeBytesIn, lowSpaceAt } from './space.ts';
import { zoneInUse } from './time-zone.ts';

/** Off unless an administrator has published one; anything but https is none. */
function webMapIn({ device }: SettingsByKey): string | null {
  const template = device?.values.webMapUrl;
  return typeof template === 'string' && /^https:\/\//i.test(template) ? template : null;
}

export const deviceCalls = {
  'device.health': async (desk) => {
    const zone = zoneInUse();
    const freeBytes = await freeBytesIn(desk.folder);
    return ok({
      freeBytes: finite(freeBytes),
      lowSpace: lowSpaceAt(freeBytes, desk.limits),
      appVersion: desk.shell.appVersion,
      shell: desk.shell.kind,
      // A person who accepted another office knows why its store began anew; nothing was damaged.
      storeRebuiltAt: desk.store.checkpoint.get().rebuiltBy === 'damage' ? desk.store.rebuiltAt() : null,
      cleared: desk.store.left.said(),
      originals: desk.store.left.kept(),
      timeZone: zone.assumed ? offsetText(zone.offsetMinutes) : null,
      openFolder: desk.privacy.kind === 'open' ? desk.privacy.reason : null,
      webMapUrl: webMapIn(desk.newestSettings('device')),
      clockToleranceMs: clockToleranceMs(desk.newestSettings('device')),
    });
  },
  'device.report': async (desk, { batteryPercent }) => {
    // The window tells it after the first contact; the next would come minutes later.
    if (desk.device.setBattery(batteryPercent)) desk.sync.contactSoon();
    return ok({});
  },
} as const satisfies DeskCalls<OwnDesk>;

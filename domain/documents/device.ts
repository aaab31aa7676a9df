import { z } from 'zod';
import { authored, ClockFactsShape, Id, stored } from './base.ts';

export const deviceDocumentId = (deviceId: string): string => `device:${deviceId}`;

/** That device only; mutable: clock facts, health, versions. */
export const DeviceDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('device'),
  deviceId: Id,
  time: ClockFactsShape,
  /** office time minus device time at the last contact, ms; null before the first */
  clockOffsetMs: z.number().nullable(),
  freeBytes: z.number().nonnegative(),
  batteryPercent: z.number().min(0).max(100).nullable(),
  unconfirmed: z.number().int().nonnegative(),
  appVersion: z.string(),
  definitions: z.array(z.string()),
});
export type DeviceDocument = z.infer<typeof DeviceDocument>;

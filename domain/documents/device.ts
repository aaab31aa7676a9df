import { z } from 'zod';
import { At, authored, ClockFactsShape, Id, stored } from './base.ts';

export const deviceDocumentId = (deviceId: string): string => `device:${deviceId}`;

/** `documentId`: a document, or `<evidence id>#bytes`; `code`: why the office refused it. */
export const DiscardedItem = z.strictObject({
  documentId: z.string().max(300),
  orderId: Id.optional(),
  kind: z.string().max(40),
  code: z.string().max(80),
  /** which part of it was refused, where the problem names one */
  where: z.string().max(120).optional(),
  reason: z.string().max(200),
  at: At,
});
export type DiscardedItem = z.infer<typeof DiscardedItem>;

/** That device only; mutable: clock facts, health, versions. */
export const DeviceDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('device'),
  deviceId: Id,
  time: ClockFactsShape,
  /** office time minus device time at the last contact, ms; null before the first */
  clockOffsetMs: z.number().nullable(),
  /** null: the system tells no free space */
  freeBytes: z.number().nonnegative().nullable(),
  /** `assumed`: the machine tells none, and the working calendar's is used */
  timeZone: z
    .strictObject({
      name: z.string().max(64),
      offsetMinutes: z.number().int().min(-1440).max(1440),
      assumed: z.boolean(),
    })
    .optional(),
  batteryPercent: z.number().min(0).max(100).nullable(),
  unconfirmed: z.number().int().nonnegative(),
  appVersion: z.string(),
  definitions: z.array(z.string()),
  /** orders with something unsent: how many immutable documents and how many pictures this device has made of each, sent or not */
  orders: z
    .array(
      z.strictObject({ orderId: Id, made: z.number().int().nonnegative(), photos: z.number().int().nonnegative() }),
    )
    .optional(),
  /** what the office had refused and a person discarded with a reason, newest last; the device keeps the whole of it */
  discarded: z.array(DiscardedItem).optional(),
  discardedInAll: z.number().int().positive().optional(),
});
export type DeviceDocument = z.infer<typeof DeviceDocument>;

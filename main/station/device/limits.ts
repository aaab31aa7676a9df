import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../../storage/flushed-file.ts';

const dayMs = 86_400_000;
const Bytes = z.number().int().nonnegative();
const Span = z.number().int().nonnegative();

/** What a device keeps, and when it runs short: figures as data (ADR 0013). Bytes and milliseconds. */
export const DeviceLimits = z.strictObject({
  /** free space below which the person is warned, and below which no photo is taken */
  warnBelow: Bytes.default(2_000_000_000),
  blockBelow: Bytes.default(500_000_000),
  /** kept aside for text and signature, and made when free space falls below `reserveWhenBelow` */
  reserve: Bytes.default(200_000_000),
  reserveWhenBelow: Bytes.default(20_000_000_000),
  /** how often free space is looked at */
  spaceEvery: Span.default(30_000),
  /** DESIGN §6: how long after its receipt an original, and a travelling copy, stays on the device */
  keepOriginalFor: Span.default(7 * dayMs),
  keepCopyFor: Span.default(30 * dayMs),
  /** whose receipt lets an original go: its own, the photo's (the office never gets these bytes then), nobody's */
  originals: z.enum(['ownReceipt', 'photoReceipt', 'keep']).default('ownReceipt'),
  /** DESIGN §3, R-28: how long an order that is over and unchanged stays */
  keepOrderFor: Span.default(30 * dayMs),
  /** the store is copied when this many orders may leave, and they are this share of all */
  rotateAtOrders: z.number().int().positive().default(50),
  rotateAtShare: z.number().min(0).max(1).default(0.2),
  /** the first look at what may go after a start, and how often then */
  firstSweepAfter: Span.default(300_000),
  sweepEvery: Span.default(12 * 3_600_000),
});
export type DeviceLimits = z.infer<typeof DeviceLimits>;

export const defaultLimits: DeviceLimits = DeviceLimits.parse({});

/** `<data>/limits.json` overrides single figures; a file that cannot be read as such means the defaults, never fewer guards. */
export async function readLimits(dataFolder: string): Promise<DeviceLimits> {
  const read = DeviceLimits.safeParse((await readJson(join(dataFolder, 'limits.json'))) ?? {});
  return read.success ? read.data : defaultLimits;
}

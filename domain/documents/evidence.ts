import { z } from 'zod';
import { At, authored, Id, Position, Sha256, stored } from './base.ts';

export const evidenceId = (orderId: string, unique: string): string => `workOrder:${orderId}:evidence:${unique}`;
export const receiptId = (orderId: string, sha256: string): string => `workOrder:${orderId}:receipt:${sha256}`;

/** What a picture may be flagged for. None of them makes it less of a record; the reviewer looks at it. */
export const pictureFaults = ['blurred', 'dark', 'bright', 'resembles', 'jumped'] as const;
export type PictureFault = (typeof pictureFaults)[number];

/** What the device found of a picture when it was taken (ADR 0016). */
export const PictureCheck = z.strictObject({
  /** version of the settings `photo` that judged; absent: there were none on the device, so no fault is named */
  settings: z.number().int().positive().optional(),
  /** variance of the Laplacian of the sharpest tile, 8-bit luminance */
  sharpness: z.number().nonnegative(),
  /** shares of pixels below and above the levels of the settings, 0…1 */
  darkShare: z.number().min(0).max(1),
  brightShare: z.number().min(0).max(1),
  faults: z.array(z.enum(pictureFaults)).max(pictureFaults.length),
});
export type PictureCheck = z.infer<typeof PictureCheck>;

/** Immutable, ≤ 1.5 KB, no picture inside. `sha256`, `bytes`, `mediaType`, `width`, `height` are of what travels. */
export const EvidenceDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('evidence'),
  orderId: Id,
  /** absent: attached or carried over by the office */
  deviceId: Id.optional(),
  /** `<stage>.<step>.<slot>`, `report`, or `origin`: came along from the order that raised this one */
  slot: z.string().max(200),
  /** the version of the order type that `slot` is of; absent: the one the order began with */
  orderTypeVersion: z.number().int().positive().optional(),
  sha256: Sha256,
  bytes: z.number().int().positive(),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /** height in pixels of the strip added below the picture; 0 or absent: none */
  stripHeight: z.number().int().nonnegative().optional(),
  thumbnailSha256: Sha256.optional(),
  originalSha256: Sha256.optional(),
  originalBytes: z.number().int().positive().optional(),
  takenAt: At,
  position: Position.optional(),
  source: z.enum(['live', 'file', 'made', 'carried']),
  cameraLabel: z.string().max(120).optional(),
  caption: z.string().max(200).optional(),
  check: PictureCheck.optional(),
  /** difference hash of the upright picture, 64 bits in hex: pictures of one scene differ in few of them */
  dHash: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  /** evidence document on the same device whose picture looks the same */
  resembles: z.string().max(100).optional(),
  /** speed from this device's last fix to this one, km/h; see domain/evidence/jump.ts */
  jumpKmh: z.number().nonnegative().optional(),
  /** evidence document of the raising order with the same bytes */
  carriedFrom: z.string().max(200).optional(),
  requestKey: z.string().max(120).optional(),
});
export type EvidenceDocument = z.infer<typeof EvidenceDocument>;

/** Office only, written once: the office holds these bytes, durably. Thumbnails get none. */
export const ReceiptDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('receipt'),
  orderId: Id,
  sha256: Sha256,
  bytes: z.number().int().positive(),
  receivedAt: At,
});
export type ReceiptDocument = z.infer<typeof ReceiptDocument>;

import { z } from 'zod';
import { At, authored, Id, Position, Sha256, stored } from './base.ts';

export const evidenceId = (orderId: string, unique: string): string => `workOrder:${orderId}:evidence:${unique}`;
export const receiptId = (orderId: string, sha256: string): string => `workOrder:${orderId}:receipt:${sha256}`;

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

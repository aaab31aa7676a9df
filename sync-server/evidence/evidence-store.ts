import type { Readable } from 'node:stream';
import { z } from 'zod';
import { At, Id, Sha256 } from '../../domain/documents/base.ts';

/** What a device sends: the picture that is shown, its thumbnail, the untouched original, a report. */
export const EvidenceKind = z.enum(['view', 'thumbnail', 'report', 'original']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** One order's claim on stored bytes. Equal bytes of two orders are stored once and referenced twice. */
export const EvidenceReference = z.strictObject({
  orderId: Id,
  sha256: Sha256,
  bytes: z.number().int().positive(),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
  kind: EvidenceKind,
  evidenceId: z.string().max(200),
  receivedAt: At,
  receivedFrom: z.string().max(40),
});
export type EvidenceReference = z.infer<typeof EvidenceReference>;
export type MediaType = EvidenceReference['mediaType'];

/**
 * Where the office keeps evidence bytes, by content. Files are the default; CouchDB attachments and S3 have the same verbs and keep
 * `store-contract.ts` (ADR 0014). Every promise settles after the bytes are durable; what the store cannot do is thrown.
 */
export type EvidenceStore = {
  /** Takes over the complete, flushed file at `path` (it is gone afterwards) and notes the reference. Repeating it changes nothing. */
  readonly put: (path: string, reference: EvidenceReference) => Promise<void>;
  /** Notes one more order's reference to bytes that are held; false when they are not. Repeating it changes nothing. */
  readonly refer: (reference: EvidenceReference) => Promise<boolean>;
  /** The order's reference when its bytes are held; null otherwise. */
  readonly has: (orderId: string, sha256: string) => Promise<EvidenceReference | null>;
  /** Orders whose reference to these bytes is held. */
  readonly ordersOf: (sha256: string) => Promise<readonly string[]>;
  /** Size in bytes, or null when they are not held. */
  readonly stat: (sha256: string) => Promise<{ readonly bytes: number } | null>;
  /** The bytes; ask `stat` first. Rejects when they are not held, before the first byte. */
  readonly open: (sha256: string) => Promise<Readable>;
  /** Every held reference, those of one hash together, for backup and restore. */
  readonly list: () => AsyncIterable<EvidenceReference>;
  /** Lets go of connections. */
  readonly close: () => Promise<void>;
};

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type ReceiptDocument, receiptId } from '../../domain/documents/evidence.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { Database } from '../database/types.ts';
import type { Declaration } from './declaration.ts';
import type { EvidenceReference, EvidenceStore, MediaType } from './evidence-store.ts';
import { flushFile } from './flushed-files.ts';
import { mostPixels } from './limits.ts';
import { judgeClaim, mediaTypeOfFile } from './media-type.ts';

export type Intake = {
  readonly store: EvidenceStore;
  readonly work: Database;
  /** milliseconds since the epoch */
  readonly now: () => number;
};

/**
 * Takes complete bytes in: flush, hash, kind, store, reference, receipt. Safe to repeat and to be killed at any line:
 * what is stored twice is stored once, and the receipt is written last, by whoever comes by next.
 * Bytes that are wrong are refused; the caller throws them away.
 */
export async function settle(
  intake: Intake,
  path: string,
  given: Declaration,
  mediaTypes: readonly MediaType[],
  receivedFrom: string,
  /** other than what devices send */
  pixels?: number,
): Promise<Result<EvidenceReference>> {
  if ((await stat(path)).size !== given.length || (await hashOf(path)) !== given.sha256)
    return refused(problem('evidence.hashMismatch'));
  const mediaType = await mediaTypeOfFile(path);
  if (mediaType === null || !mediaTypes.includes(mediaType))
    return refused(problem('input.mediaType', { given: mediaType ?? 'unknown' }));
  const { orderId, evidenceId, sha256, kind, length } = given;
  if (kind === 'view' || kind === 'thumbnail') {
    const claim = await judgeClaim(path, pixels ?? mostPixels[kind]);
    if (!claim.ok) return claim;
  }
  const reference = {
    orderId,
    evidenceId,
    sha256,
    kind,
    bytes: length,
    mediaType,
    receivedFrom,
    receivedAt: iso(intake),
  };
  // A kill may have left them whole and in the system's hands only; flushed already, it costs nothing.
  await flushFile(path);
  await intake.store.put(path, reference);
  await acknowledge(intake, given);
  return ok(reference);
}

/** Bytes that this order already holds need no second journey; a receipt that a kill prevented is written now. */
export async function alreadyHeld(intake: Intake, given: Declaration): Promise<boolean> {
  const reference = await intake.store.has(given.orderId, given.sha256);
  if (reference === null) return false;
  await acknowledgeFound(intake, { ...reference, kind: given.kind });
  return true;
}

/** The same for bytes that are found: who put them may have been killed before their names were durable. */
export async function acknowledgeFound(intake: Intake, reference: EvidenceReference): Promise<void> {
  const { orderId, sha256, bytes, kind } = reference;
  if (kind === 'thumbnail' || (await intake.work.get(receiptId(orderId, sha256)))) return;
  await intake.store.refer(reference);
  await acknowledge(intake, { orderId, sha256, kind, length: bytes });
}

/** The receipt: one per order and hash, written once. Thumbnails get none. */
export async function acknowledge(
  intake: Intake,
  given: Pick<Declaration, 'orderId' | 'sha256' | 'kind' | 'length'>,
): Promise<void> {
  if (given.kind === 'thumbnail') return;
  const receipt: Omit<ReceiptDocument, '_rev'> = {
    _id: receiptId(given.orderId, given.sha256),
    type: 'receipt',
    schemaVersion: 1,
    createdBy: 'office',
    orderId: given.orderId,
    sha256: given.sha256,
    bytes: given.length,
    receivedAt: iso(intake),
  };
  if (await intake.work.get(receipt._id)) return;
  const [row] = await intake.work.bulkDocs([receipt]);
  if (row?.error && row.error !== 'conflict') throw new Error(`the receipt was not stored: ${row.error}`);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const iso = (intake: Intake): string => new Date(intake.now()).toISOString();

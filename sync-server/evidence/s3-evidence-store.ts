import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Id, Sha256 } from '../../domain/documents/base.ts';
import type { EvidencePlace } from './evidence-place.ts';
import { EvidenceReference, type EvidenceStore } from './evidence-store.ts';
import { keepByContent } from './keep-by-content.ts';

const waits = { connectionTimeout: 5_000, socketTimeout: 30_000 };

/**
 * Evidence in a bucket of an S3-compatible store: `bytes/<2>/<sha256>` once, `references/<2>/<sha256>/<orderId>.json` per order.
 * An object is there whole or not at all, and is never written anew with other bytes, so any number of offices may share a bucket.
 */
export function s3EvidenceStore(place: Extract<EvidencePlace, { kind: 's3' }>): EvidenceStore {
  const { bucket: Bucket, prefix, endpoint, region, pathStyle } = place;
  const client = new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint === null ? {} : { endpoint }),
    requestHandler: waits,
    // Trailing checksums are Amazon's alone; what we send names its SHA-256 in a header that every store may check or pass over.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const bytesKey = (sha256: string): string => `${prefix}bytes/${sha256.slice(0, 2)}/${Sha256.parse(sha256)}`;
  const referencesKey = (sha256: string): string =>
    `${prefix}references/${sha256.slice(0, 2)}/${Sha256.parse(sha256)}/`;
  const referenceKey = (orderId: string, sha256: string): string => `${referencesKey(sha256)}${Id.parse(orderId)}.json`;

  async function held(sha256: string): Promise<{ bytes: number } | null> {
    const found = await orNull(client.send(new HeadObjectCommand({ Bucket, Key: bytesKey(sha256) })));
    return found && { bytes: found.ContentLength ?? 0 };
  }

  async function readReference(key: string): Promise<EvidenceReference | null> {
    const found = await orNull(client.send(new GetObjectCommand({ Bucket, Key: key })));
    return found ? EvidenceReference.parse(JSON.parse((await found.Body?.transformToString()) ?? '')) : null;
  }

  const noted = async (orderId: string, sha256: string): Promise<EvidenceReference | null> =>
    await readReference(referenceKey(orderId, sha256));

  async function note(reference: EvidenceReference): Promise<void> {
    const { orderId, sha256 } = EvidenceReference.parse(reference);
    const Key = referenceKey(orderId, sha256);
    if (await readReference(Key)) return;
    const Body = JSON.stringify(reference);
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
  }

  async function send(from: string, { sha256, bytes, mediaType }: EvidenceReference): Promise<void> {
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: bytesKey(sha256),
        Body: createReadStream(from),
        ContentLength: bytes,
        ContentType: mediaType,
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      }),
    );
  }

  async function* keysUnder(Prefix: string): AsyncGenerator<string> {
    for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix }))
      for (const { Key } of page.Contents ?? []) if (Key?.endsWith('.json')) yield Key;
  }

  return {
    ...keepByContent({ name: 'S3', held, send, note, noted }),
    async ordersOf(sha256) {
      if (!(await held(sha256))) return [];
      const root = referencesKey(sha256);
      const orders: string[] = [];
      for await (const key of keysUnder(root)) orders.push(key.slice(root.length, -'.json'.length));
      return orders;
    },
    async open(sha256) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: bytesKey(sha256) }));
      return Body as Readable;
    },
    async *list() {
      let last = { sha256: '', held: false };
      for await (const key of keysUnder(`${prefix}references/`)) {
        const sha256 = key.split('/').at(-2) ?? '';
        if (sha256 !== last.sha256) last = { sha256, held: (await held(sha256)) !== null };
        const reference = last.held ? await readReference(key) : null;
        if (reference) yield reference;
      }
    },
    close: async () => client.destroy(),
  };
}

/** A HEAD has no body to say `NoSuchKey` in: its 404 is all there is. A missing bucket is no missing object. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    const isMissing = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
    if (isMissing && error.name !== 'NoSuchBucket') return null;
    throw error;
  }
}

import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
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
    const Key = bytesKey(sha256);
    try {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key }));
      // Every object has one, and no page of a portal or proxy names its parts by it.
      if (!found.ETag) throw new Error('a HEAD without an ETag is not of an S3 store');
      return { bytes: found.ContentLength ?? 0 };
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      // A HEAD has no body to say who answers, and any proxy says 404: it is the store's own word where a GET says `NoSuchKey`.
      const found = await orNull(client.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=0-0' })));
      if (found === null) return null;
      (found.Body as Readable).destroy();
      throw new Error('HEAD and GET differ on whether an object is there');
    }
  }

  async function readReference(key: string): Promise<EvidenceReference | null> {
    const found = await orNull(client.send(new GetObjectCommand({ Bucket, Key: key })));
    return found ? EvidenceReference.parse(JSON.parse((await found.Body?.transformToString()) ?? '')) : null;
  }

  const noted = async (orderId: string, sha256: string): Promise<EvidenceReference | null> =>
    await readReference(referenceKey(orderId, sha256));

  /** A store that kept an object names it by an ETag; a portal that took it for its own form says 200, too. */
  async function put(given: PutObjectCommandInput): Promise<void> {
    const { ETag } = await client.send(new PutObjectCommand(given));
    if (!ETag) throw new Error('a PUT without an ETag is not of an S3 store');
  }

  async function note(reference: EvidenceReference): Promise<void> {
    const { orderId, sha256 } = EvidenceReference.parse(reference);
    const Key = referenceKey(orderId, sha256);
    if (await readReference(Key)) return;
    const Body = JSON.stringify(reference);
    await put({ Bucket, Key, Body, ContentType: 'application/json' });
  }

  async function send(from: string, { sha256, bytes, mediaType }: EvidenceReference): Promise<void> {
    await put({
      Bucket,
      Key: bytesKey(sha256),
      Body: createReadStream(from),
      ContentLength: bytes,
      ContentType: mediaType,
      ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
    });
  }

  async function* keysUnder(Prefix: string): AsyncGenerator<string> {
    for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      // A portal's page, read as XML, is a list of nothing: a backup would end early and look whole.
      if (page.Name === undefined || page.IsTruncated === undefined)
        throw new Error('a list that is not of an S3 store');
      for (const { Key } of page.Contents ?? []) if (Key?.endsWith('.json')) yield Key;
    }
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

/** A 404 is the store's where it says `NoSuchKey`; a page of something between says nothing of an object. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404 && (error as Error).name === 'NoSuchKey') return null;
    throw error;
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

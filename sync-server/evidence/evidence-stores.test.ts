import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CouchLike, startCouchLike } from '../../test/fixtures/couchdb-like/server.ts';
import { type S3Like, startS3Like } from '../../test/fixtures/s3-like/server.ts';
import { couchDatabases } from '../couchdb/couch-databases.ts';
import type { Databases } from '../database/types.ts';
import { type EvidencePlace, evidenceDatabase, nameOfPlace, readEvidencePlace } from './evidence-place.ts';
import type { EvidenceReference, EvidenceStore } from './evidence-store.ts';
import { EvidenceStoreDown, guarded } from './guarded-store.ts';
import { openEvidenceStore } from './open-evidence-store.ts';
import { evidenceStoreContract } from './store-contract.ts';

const root = mkdtempSync(path.join(tmpdir(), 'linework-evidence-stores-'));
const none = {} as Databases;
let couch: CouchLike;
let couchDb: Databases;
let s3: S3Like;
const stores = new Map<string, readonly [EvidenceStore, EvidenceStore]>();

async function open(name: string, place: EvidencePlace, databases: Databases): Promise<void> {
  const once = () => openEvidenceStore(place, { data: path.join(root, name), databases });
  stores.set(name, [await once(), await once()]);
}
const opened = (name: string) => () => {
  const [store, beside] = stores.get(name) ?? [];
  if (!store || !beside) throw new Error(`${name} is not open`);
  return { store, beside, folder: root };
};

beforeAll(async () => {
  [couch, s3] = [await startCouchLike(path.join(root, 'couch')), await startS3Like(path.join(root, 's3'))];
  couchDb = couchDatabases(couch.url);
  for (const [name, value] of Object.entries(s3.env)) vi.stubEnv(name, value);
  await open('files', readEvidencePlace('', {}, null), none);
  await open('shared', readEvidencePlace(`files:${path.join(root, 'shared')}`, {}, null), none);
  await open('couchdb', readEvidencePlace('couchdb', {}, couch.url), couchDb);
  await open('s3', readEvidencePlace(`s3://${s3.bucket}/site-1`, s3.env, null), none);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const pair of stores.values()) for (const store of pair) await store.close();
  await couchDb.close();
  await couch.close();
  await s3.close();
  rmSync(root, { recursive: true, force: true });
});

for (const name of ['files', 'shared', 'couchdb', 's3'])
  describe(`evidence in ${name} keeps the contract`, () => evidenceStoreContract(opened(name)));

const real = process.env.COUCHDB_URL;
describe.runIf(real)('the same on a real CouchDB', () => {
  const url = new URL(real ?? 'http://none');
  url.searchParams.set('prefix', `t${randomBytes(5).toString('hex')}-`);
  const databases = real ? couchDatabases(url.href) : null;
  beforeAll(async () => {
    if (databases) await open('real', { kind: 'couchdb' }, databases);
  });
  afterAll(async () => {
    const login = Buffer.from(`${url.username}:${url.password}`).toString('base64');
    const headers = { Authorization: `Basic ${login}` };
    await fetch(`${url.origin}/${url.searchParams.get('prefix')}${evidenceDatabase}`, { method: 'DELETE', headers });
    await databases?.close();
  });
  evidenceStoreContract(opened('real'));
});

describe('a store that is down', () => {
  const reference: EvidenceReference = {
    orderId: '1'.repeat(26),
    sha256: 'a'.repeat(64),
    bytes: 3,
    mediaType: 'image/jpeg',
    kind: 'view',
    evidenceId: 'e',
    receivedAt: '2026-03-02T01:00:00.000Z',
    receivedFrom: 'x',
  };

  for (const name of ['couchdb', 's3'])
    it(`${name}: every verb is one coded refusal, the part stays, and it works again afterwards`, async () => {
      const store = guarded(opened(name)().store, pino({ level: 'silent' }));
      const part = path.join(root, `kept-${name}`);
      writeFileSync(part, '\xff\xd8\xff');
      if (name === 's3') await s3.stop();
      else await couch.stop();
      const { orderId, sha256 } = reference;
      for (const asked of [
        () => store.put(part, reference),
        () => store.has(orderId, sha256),
        () => store.stat(sha256),
        () => store.open(sha256),
        () => store.ordersOf(sha256),
        async () => {
          for await (const one of store.list()) expect(one).toBeDefined();
        },
      ])
        await expect(asked()).rejects.toThrow(EvidenceStoreDown);
      expect(existsSync(part)).toBe(true);
      if (name === 's3') await s3.startAgain();
      else await couch.startAgain();
      expect(await store.stat(sha256)).toBeNull();
    });

  it('s3: a bucket that is not there is a failure, not an absent picture', async () => {
    const place = readEvidencePlace('s3://another-bucket', s3.env, null);
    const store = await openEvidenceStore(place, { data: root, databases: none });
    await expect(store.list()[Symbol.asyncIterator]().next()).rejects.toThrow();
    await expect(store.has(reference.orderId, reference.sha256)).rejects.toThrow();
    await store.close();
  });
});

describe('the place as it is named', () => {
  it('reads S3 from address and environment', () => {
    const env = { LINEWORK_S3_ENDPOINT: 'https://minio.example:9000', LINEWORK_S3_PATH_STYLE: '1', AWS_REGION: 'cn-1' };
    expect(readEvidencePlace('s3://evidence-1/site/a/', env, null)).toEqual({
      kind: 's3',
      bucket: 'evidence-1',
      prefix: 'site/a/',
      endpoint: 'https://minio.example:9000',
      region: 'cn-1',
      pathStyle: true,
    });
    expect(nameOfPlace(readEvidencePlace('s3://evidence-1', {}, null))).toBe('s3://evidence-1/');
  });

  it('refuses what has no sense', () => {
    expect(() => readEvidencePlace('couchdb', {}, null)).toThrow(TypeError);
    expect(() => readEvidencePlace('s3://Upper', {}, null)).toThrow(TypeError);
    expect(() => readEvidencePlace('ftp://x', {}, null)).toThrow(TypeError);
    expect(() => readEvidencePlace('s3://evidence-1', { LINEWORK_S3_ENDPOINT: 'minio' }, null)).toThrow(TypeError);
  });
});

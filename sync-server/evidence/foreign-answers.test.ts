import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CouchLike, startCouchLike } from '../../test/fixtures/couchdb-like/server.ts';
import { type S3Like, startS3Like } from '../../test/fixtures/s3-like/server.ts';
import { type AnsweringProxy, type Between, openAnsweringProxy, page } from '../../test/processes/answering-proxy.ts';
import { couchDatabases } from '../couchdb/couch-databases.ts';
import type { Databases } from '../database/types.ts';
import { readEvidencePlace } from './evidence-place.ts';
import type { EvidenceReference, EvidenceStore } from './evidence-store.ts';
import { EvidenceStoreDown, guarded } from './guarded-store.ts';
import { quietMs } from './limits.ts';
import { openEvidenceStore } from './open-evidence-store.ts';

// A portal, balancer or firewall between the office and the place of its pictures answers in the store's place.
const root = mkdtempSync(path.join(tmpdir(), 'linework-evidence-foreign-'));
let couch: CouchLike;
let s3: S3Like;
let databases: Databases;
const proxies: Record<string, AnsweringProxy> = {};
const stores: Record<string, EvidenceStore> = {};
let time = 0;
let lines: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line).msg as string) });

beforeAll(async () => {
  [couch, s3] = [await startCouchLike(path.join(root, 'couch')), await startS3Like(path.join(root, 's3'))];
  proxies.couchdb = await openAnsweringProxy(couch.url);
  proxies.s3 = await openAnsweringProxy(s3.url);
  const url = new URL(couch.url);
  url.port = String(proxies.couchdb.port);
  databases = couchDatabases(url.href);
  const env = { ...s3.env, LINEWORK_S3_ENDPOINT: proxies.s3.url };
  for (const [name, value] of Object.entries({ ...env, AWS_MAX_ATTEMPTS: '1' })) vi.stubEnv(name, value);
  const parts = { data: root, databases };
  const places = {
    couchdb: readEvidencePlace('couchdb', {}, url.href),
    s3: readEvidencePlace(`s3://${s3.bucket}/a`, env, null),
  };
  for (const [name, place] of Object.entries(places))
    stores[name] = guarded(await openEvidenceStore(place, parts), log, () => time);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const store of Object.values(stores)) await store.close();
  await databases.close();
  for (const proxy of Object.values(proxies)) await proxy.close();
  await couch.close();
  await s3.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  lines = [];
  time += 2 * quietMs;
});

const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(200_000, 7)]);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const other = createHash('sha256').update('other').digest('hex');
const orderId = '1'.repeat(26);
const referenceOf = (hash: string): EvidenceReference => ({
  orderId,
  sha256: hash,
  bytes: bytes.length,
  mediaType: 'image/jpeg',
  kind: 'view',
  evidenceId: 'e',
  receivedAt: '2026-03-02T01:00:00.000Z',
  receivedFrom: 'x',
});
const part = (name: string): string => {
  const file = path.join(root, `part-${name}`);
  writeFileSync(file, bytes);
  return file;
};
async function read(store: EvidenceStore): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await store.open(sha256)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const foreign: readonly (readonly [string, Between])[] = [
  ...[200, 302, 403, 404, 409, 500].map((status) => [`page ${status}`, page(status)] as const),
  ['empty 200', { status: 200, body: '' }],
  ['empty 404', { status: 404, body: '' }],
  ['{} 200', { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' }],
];

for (const name of ['couchdb', 's3'] as const)
  describe(`in place of ${name}`, () => {
    const store = (): EvidenceStore => stores[name] as EvidenceStore;
    const proxy = (): AnsweringProxy => proxies[name] as AnsweringProxy;
    beforeAll(async () => {
      await store().put(part(`first-${name}`), referenceOf(sha256));
    });
    // A sign of life of CouchDB goes through, so that its answers are judged one by one.
    const answerAll = (answer: Between): void => proxy().answerBy((asked) => (asked.path === '/_up' ? null : answer));

    for (const [title, answer] of foreign)
      it(`${title} is neither «held» nor «not held», and no list, and has two lines`, {
        timeout: 120_000,
      }, async () => {
        const kept = part(`kept-${name}`);
        answerAll(answer);
        const asked: readonly (() => Promise<unknown>)[] = [
          () => store().put(kept, referenceOf(other)),
          () => store().put(kept, referenceOf(sha256)),
          () => store().has(orderId, sha256),
          () => store().refer({ ...referenceOf(sha256), orderId: '2'.repeat(26) }),
          () => store().stat(sha256),
          () => read(store()),
          () => store().ordersOf(sha256),
          async () => {
            for await (const one of store().list()) expect(one).toBeDefined();
          },
        ];
        for (const ask of asked) await expect(ask(), String(ask)).rejects.toThrow(EvidenceStoreDown);
        expect(existsSync(kept)).toBe(true);
        proxy().answerBy(null);
        time += 1;
        expect(await store().stat(sha256)).toEqual({ bytes: bytes.length });
        expect(await store().stat(other)).toBeNull();
        expect((await read(store())).equals(bytes)).toBe(true);
        const told = ['the evidence store failed', 'the evidence store answers again'];
        // What something between says in CouchDB's place is told by its connection, which is the office's.
        if (name === 's3') expect(lines).toEqual(told);
        else expect(lines.length).toBeLessThanOrEqual(told.length);
      });

    it('a page in place of the picture alone is never shown as the picture', async () => {
      proxy().answerBy(({ method, path: asked }) =>
        method === 'GET' && (asked.includes('/bytes') || asked.includes(sha256)) && !asked.includes('references')
          ? page(200)
          : null,
      );
      await expect(read(store())).rejects.toThrow(EvidenceStoreDown);
      proxy().answerBy(null);
    });
  });

it('has a line when an outage begins and one when it is over, and none for each call', async () => {
  const failing = {
    ...(stores.s3 as EvidenceStore),
    stat: () => Promise.reject(new Error('away')),
    has: async () => referenceOf(sha256),
  };
  const store = guarded(failing, log, () => time);
  for (let n = 0; n < 50; n += 1) {
    time += 1_000;
    await expect(store.stat(sha256)).rejects.toThrow(EvidenceStoreDown);
  }
  expect(lines).toEqual(['the evidence store failed']);
  expect(await store.has(orderId, sha256)).not.toBeNull();
  expect(lines).toEqual(['the evidence store failed', 'the evidence store answers again']);
  // One picture that fails among others that do not begins no outage a call.
  lines = [];
  for (let n = 0; n < 100; n += 1) {
    time += 1_000;
    await expect(store.stat(sha256)).rejects.toThrow(EvidenceStoreDown);
    await store.has(orderId, sha256);
  }
  expect(lines).toHaveLength(4);
});

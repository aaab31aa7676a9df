import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CouchLike, startCouchLike } from '../../test/fixtures/couchdb-like/server.ts';
import { databaseContract } from '../database/contract.ts';
import type { Databases } from '../database/types.ts';
import { DatabaseUnavailable } from '../database/unavailable.ts';
import { couchDatabases } from './couch-databases.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linework-couchdb-'));
let couch: CouchLike;
let databases: Databases;

beforeAll(async () => {
  couch = await startCouchLike(folder);
  databases = couchDatabases(couch.url);
});
afterAll(async () => {
  await databases.close();
  await couch.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the CouchDB adapter keeps the database contract', () => databaseContract(async () => databases));

const real = process.env.COUCHDB_URL;
describe.runIf(real)('the same on a real CouchDB', () => {
  const url = new URL(real ?? 'http://none');
  url.searchParams.set('prefix', `t${randomBytes(5).toString('hex')}-`);
  const onReal = real ? couchDatabases(url.href) : null;
  afterAll(async () => {
    for (const name of (await onReal?.list()) ?? []) {
      const login = Buffer.from(`${url.username}:${url.password}`).toString('base64');
      await fetch(`${url.origin}/${url.searchParams.get('prefix')}${name}`, {
        method: 'DELETE',
        headers: { Authorization: `Basic ${login}` },
      });
    }
    await onReal?.close();
  });
  databaseContract(async () => onReal ?? databases);
});

describe('requests as CouchDB wants them', () => {
  it('creates a mailbox with one shard, once', async () => {
    await databases.ensure('mailbox-one', { q: 1 });
    await databases.ensure('mailbox-one', { q: 1 });
    expect(couch.log.filter((line) => line.includes('mailbox-one'))).toEqual(['PUT /mailbox-one?q=1']);
  });

  it('carries ids with every sign that our ids have', async () => {
    const db = await databases.ensure('signs');
    const ids = ['orderType:ftth-install@1', 'workOrder:1:draft:dropCable.laying:dev', 'a/b c+d&e?#%"中'];
    await db.bulkDocs(ids.map((_id) => ({ _id })));
    for (const id of ids) expect((await db.get(id))?._id).toBe(id);
    expect((await db.allDocs({ startkey: 'orderType:', endkey: 'orderType;' })).map((row) => row.id)).toEqual([ids[0]]);
    expect(await db.get('nobody')).toBeNull();
  });

  it('waits through heartbeats and gives up when the time is over', async () => {
    const db = await databases.ensure('heart');
    const { update_seq } = await db.info();
    const waiting = db.changes({ since: update_seq, feed: 'longpoll', heartbeatMs: 5000, timeoutMs: 5000 });
    await db.bulkDocs([{ _id: 'a' }]);
    expect((await waiting).results.map((row) => row.id)).toEqual(['a']);
    const last = (await db.changes()).last_seq;
    expect(await db.changes({ since: last, feed: 'longpoll', heartbeatMs: 5000, timeoutMs: 30 })).toEqual({
      results: [],
      last_seq: last,
    });
  });

  it('tells which databases were written, also when the feed had to be made first', async () => {
    const stop = new AbortController();
    const db = await databases.ensure('told');
    const first = databases.updates?.(null, stop.signal);
    await expect
      .poll(() => couch.log.filter((line) => line.startsWith('GET /_db_updates')).length)
      .toBeGreaterThanOrEqual(2);
    await db.bulkDocs([{ _id: 'a' }]);
    expect((await first)?.names).toEqual(['told']);
    const next = databases.updates?.((await first)?.last ?? null, stop.signal);
    stop.abort();
    expect((await next)?.names).toEqual([]);
  });

  it('keeps its databases apart by prefix', async () => {
    const other = couchDatabases(`${couch.url}?prefix=b-`);
    await (await other.ensure('work')).bulkDocs([{ _id: 'x' }]);
    expect(await other.list()).toEqual(['work']);
    expect(await databases.list()).toContain('b-work');
    expect((await other.open('work').info()).db_name).toBe('work');
    await other.close();
  });

  it('refuses a local write that missed another', async () => {
    const db = await databases.ensure('local');
    const first = await db.putLocal('c', { n: 1 });
    await db.putLocal('c', { n: 2 }, first?.rev);
    expect(await db.putLocal('c', { n: 3 }, first?.rev)).toBeNull();
    expect(await db.getLocal('c')).toMatchObject({ n: 2 });
  });

  it('says what was wrong with the credentials, and not what they were', async () => {
    const wrong = couchDatabases(couch.url.replace('secret', 'guessed'));
    await expect(wrong.list()).rejects.toThrow(/^CouchDB answered 401/);
    await expect(wrong.list()).rejects.not.toThrow(/guessed/);
    await wrong.close();
  });
});

describe('a line that breaks', () => {
  let proxy: ReturnType<typeof createServer>;
  let through: Databases;
  let cuts = 0;
  let seen = 0;
  const edits = () => couch.log.filter((line) => line.includes('_bulk_docs')).length;
  beforeAll(async () => {
    const target = new URL(couch.url);
    const port = Number(target.port);
    proxy = createServer((socket: Socket) => {
      seen += 1;
      if (cuts > 0) {
        cuts -= 1;
        socket.once('data', () => socket.destroy());
        return;
      }
      const onward = connect(port, target.hostname);
      socket.pipe(onward).pipe(socket);
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
      socket.on('close', () => onward.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', () => resolve()));
    target.port = String((proxy.address() as AddressInfo).port);
    through = couchDatabases(target.href);
  });
  afterAll(async () => {
    await through.close();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('is asked again where that is harmless, and not where it is not', async () => {
    await databases.ensure('lines');
    cuts = 2;
    expect((await through.open('lines').info()).doc_count).toBe(0);
    expect(seen).toBe(3);
  });

  it('never sends an edit twice by itself', async () => {
    const fresh = couchDatabases(
      new URL(`http://admin:secret@127.0.0.1:${(proxy.address() as AddressInfo).port}/`).href,
    );
    const before = edits();
    cuts = 1;
    await expect(fresh.open('lines').bulkDocs([{ _id: 'a' }])).rejects.toThrow(DatabaseUnavailable);
    expect(cuts).toBe(0);
    expect(edits()).toBe(before);
    expect(await fresh.open('lines').get('a')).toBeNull();
    await fresh.close();
  });
});

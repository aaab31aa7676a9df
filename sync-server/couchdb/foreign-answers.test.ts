import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CouchLike, startCouchLike } from '../../test/fixtures/couchdb-like/server.ts';
import { type AnsweringProxy, type Between, openAnsweringProxy, page } from '../../test/processes/answering-proxy.ts';
import { until } from '../../test/processes/poll.ts';
import type { Database, Databases } from '../database/types.ts';
import { DatabaseUnavailable, type Standing } from '../database/unavailable.ts';
import { couchDatabases } from './couch-databases.ts';

// A balancer, a portal, a firewall between the office and CouchDB answers in CouchDB's place: that is no word of CouchDB's.
const folder = mkdtempSync(path.join(tmpdir(), 'linework-foreign-'));
let couch: CouchLike;
let between: AnsweringProxy;
let through: Databases;
let db: Database;
let told: Standing[];

beforeAll(async () => {
  couch = await startCouchLike(folder);
  between = await openAnsweringProxy(couch.url);
});
afterAll(async () => {
  await between.close();
  await couch.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  told = [];
  through = databasesThrough(between, told);
  db = await filled(through);
});
afterEach(async () => {
  between.answerBy(null);
  between.changeAnswers(null);
  await through.close();
});

function databasesThrough({ port }: AnsweringProxy, said: Standing[]): Databases {
  const url = new URL(couch.url);
  url.port = String(port);
  return couchDatabases(url.href, { told: (standing) => void said.push(standing) });
}

async function filled(databases: Databases): Promise<Database> {
  const catalogue = await databases.ensure('catalogue');
  await catalogue.bulkDocs([{ _id: 'a' }, { _id: 'b' }]);
  return catalogue;
}

const json = (status: number, body: unknown): Between => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
/** Every question that is answered by «there is none», by a list, or by a verdict. */
const questionsOf = (of: Databases, one: Database): Readonly<Record<string, () => Promise<unknown>>> => ({
  get: () => one.get('a'),
  getLocal: () => one.getLocal('c'),
  putLocal: () => one.putLocal('c', { n: 1 }),
  info: () => one.info(),
  bulkDocs: () => one.bulkDocs([{ _id: 'x' }]),
  replicated: () => one.bulkDocs([{ _id: 'y', _rev: '1-aa' }], { newEdits: false }),
  bulkGet: () => one.bulkGet([{ id: 'a' }]),
  changes: () => one.changes({ includeDocs: true }),
  revsDiff: () => one.revsDiff({ a: ['1-aa'] }),
  allDocs: () => one.allDocs({ startkey: 'a' }),
  ofKeys: () => one.allDocs({ keys: ['a'] }),
  openRevs: () => one.openRevs('a', 'all'),
  leaves: () => one.leaves('a'),
  ensure: () => of.ensure('another'),
  list: () => of.list(),
  updates: () => of.updates?.(null, new AbortController().signal) ?? Promise.resolve(),
});
const gateway404 = json(404, { message: 'no Route matched with those values' });
const spring404 = json(404, { timestamp: 1, status: 404, error: 'Not Found', path: '/' });
const foreign: readonly (readonly [string, Between])[] = [
  ...[301, 302, 400, 401, 403, 404, 405, 409, 412, 429, 500, 502].map(
    (status) => [`page ${status}`, page(status)] as const,
  ),
  ['page 200', page(200)],
  ['empty 200', { status: 200, body: '' }],
  ['empty 204', { status: 204, body: '' }],
  ['empty 404', { status: 404, body: '' }],
  ['a gateway 404', gateway404],
  ['a framework 404', spring404],
  ['a gateway 401', json(401, { message: 'Unauthorized' })],
  ['a gateway 409', json(409, { error: 'Conflict', reason: 'try again' })],
  ['{} 200', json(200, {})],
  ['[] of another shape', json(200, { rows: 'none', results: 3, ok: 'yes' })],
  ['null 200', json(200, null)],
  ['"ok" 200', json(200, 'ok')],
];

type Apart = { readonly proxy: AnsweringProxy; readonly own: Databases; readonly one: Database; told: Standing[] };

/** A proxy and databases of its own, so that many can wait side by side until CouchDB is believed again. */
async function apart(run: (parts: Apart) => Promise<void>): Promise<void> {
  const proxy = await openAnsweringProxy(couch.url);
  const said: Standing[] = [];
  const own = databasesThrough(proxy, said);
  try {
    await run({ proxy, own, one: await filled(own), told: said });
  } finally {
    await own.close();
    await proxy.close();
  }
}

const isUpAgain = (databases: Databases) =>
  until('CouchDB to be believed again', () => databases.standing?.().kind === 'up' || null, { withinMs: 30_000 });

it("whatever foreign comes in place of CouchDB's answer is an outage for every question", {
  timeout: 120_000,
}, async () => {
  await Promise.all(
    foreign.map(([name, answer]) =>
      apart(async ({ proxy, own, one, told: said }) => {
        proxy.answerBy(() => answer);
        for (const [question, ask] of Object.entries(questionsOf(own, one)))
          await expect(ask(), `${question}: ${name}`).rejects.toThrow(DatabaseUnavailable);
        proxy.answerBy(null);
        await isUpAgain(own);
        expect((await one.get('a'))?._id, name).toBe('a');
        // The office told of one outage: when it began, and when it was over. It never took the credentials for wrong.
        expect([name, ...said.map(({ kind }) => kind)]).toEqual([name, 'down', 'up']);
      }),
    ),
  );
});

it('no question takes it for a verdict either while CouchDB itself gives the sign of life', {
  timeout: 60_000,
}, async () => {
  for (const answer of [page(404), page(409), gateway404, page(200)]) {
    between.answerBy(({ path: asked }) => (asked.includes('_up') ? null : answer));
    await Promise.all(
      Object.entries(questionsOf(through, db)).map(([name, ask]) =>
        expect(ask(), name).rejects.toThrow(DatabaseUnavailable),
      ),
    );
  }
  expect(told).toEqual([]);
});

it('a page in place of one answer, while CouchDB answers all else, is told once a span and mends itself', {
  timeout: 60_000,
}, async () => {
  between.answerBy(({ path: asked }) => (asked.includes('_up') ? null : page(403)));
  const failures: DatabaseUnavailable[] = [];
  for (let n = 0; n < 10; n += 1) await db.get('a').catch((error: DatabaseUnavailable) => failures.push(error));
  expect(failures).toHaveLength(10);
  expect(failures.every((error) => error instanceof DatabaseUnavailable)).toBe(true);
  expect(failures.filter((error) => !error.told)).toHaveLength(1);
  expect(through.standing?.().kind).toBe('up');
  between.answerBy(null);
  expect((await db.get('a'))?._id).toBe('a');
});

it('a firewall that takes one document for an attack keeps no other from being written', async () => {
  const refused = (body: string) => body.includes('DROP TABLE');
  expect(refused('DROP TABLE')).toBe(true);
  const docs = Array.from({ length: 20 }, (_, n) => ({
    _id: `w${n}`,
    _rev: '1-aa',
    text: n === 7 ? 'DROP TABLE' : 'x',
  }));
  between.answerByBody((body) => (refused(body) ? page(403) : null));
  await expect(db.bulkDocs(docs, { newEdits: false })).rejects.toThrow(DatabaseUnavailable);
  between.answerByBody(null);
  const rows = await db.allDocs({ startkey: 'w', endkey: 'w\uffff' });
  expect(rows).toHaveLength(19);
});

it('does not ask hundreds of times where nothing of a batch gets through', async () => {
  between.answerBy(({ method }) => (method === 'POST' ? page(403) : null));
  const before = between.answered();
  const docs = Array.from({ length: 200 }, (_, n) => ({ _id: `v${n}`, _rev: '1-aa' }));
  await expect(db.bulkDocs(docs, { newEdits: false })).rejects.toThrow(DatabaseUnavailable);
  expect(between.answered() - before).toBeLessThan(60);
});

it('a page 413 is a limit on the way, and finds the document that is too large', async () => {
  const docs = Array.from({ length: 20 }, (_, n) => ({
    _id: `l${n}`,
    _rev: '1-aa',
    text: 'x'.repeat(n === 3 ? 9000 : 10),
  }));
  between.answerByBody((body) => (body.length > 8000 ? page(413) : null));
  const rows = await db.bulkDocs(docs, { newEdits: false });
  expect(rows).toMatchObject([{ id: 'l3', error: 'too_large' }]);
  expect(await db.allDocs({ startkey: 'l', endkey: 'l\uffff' })).toHaveLength(19);
});

it('an answer that is cut anywhere is an outage, never a shorter answer', { timeout: 120_000 }, async () => {
  const asked = ['get', 'info', 'bulkGet', 'changes', 'revsDiff', 'allDocs', 'ofKeys', 'openRevs', 'list'] as const;
  const cut = fc.record({ question: fc.constantFrom(...asked), at: fc.double({ min: 0, max: 0.999, noNaN: true }) });
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { minLength: 20, maxLength: 20 }), async (cuts) => {
      await Promise.all(
        cuts.map(({ question, at }) =>
          apart(async ({ proxy, own, one }) => {
            proxy.changeAnswers((text) => text.trimEnd().slice(0, Math.floor(text.trimEnd().length * at)));
            await expect(questionsOf(own, one)[question]?.(), question).rejects.toThrow(DatabaseUnavailable);
            proxy.changeAnswers(null);
            await isUpAgain(own);
          }),
        ),
      );
    }),
    { numRuns: 2 },
  );
});

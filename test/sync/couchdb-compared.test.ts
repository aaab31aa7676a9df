import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAll, type Compared } from '../fixtures/couchdb-like/ask-all.ts';
import { exchanges } from '../fixtures/couchdb-like/exchanges.ts';
import { type CouchLike, startCouchLike } from '../fixtures/couchdb-like/server.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { givenCouchUrl } from './given-couchdb.ts';

/**
 * The stand-in answers as CouchDB 3.5.0 did (`answers-of-3.5.json`), and a CouchDB that is given answers so still. `COUCHDB_URL` and
 * `LINEWORK_RECORD=1` together write its answers down anew.
 */
const recorded = path.resolve(import.meta.dirname, '../fixtures/couchdb-like/answers-of-3.5.json');
const given = givenCouchUrl();
let folder: TemporaryFolder;
let couch: CouchLike;
let known: readonly Compared[];
let standIn: readonly Compared[];

beforeAll(async () => {
  if (given !== null && process.env.LINEWORK_RECORD === '1')
    await writeFile(recorded, `${JSON.stringify(await askAll(given, exchanges), null, 1)}\n`);
  folder = await temporaryFolder('compared');
  couch = await startCouchLike(path.join(folder.path, 'couch'));
  known = JSON.parse(await readFile(recorded, 'utf8')) as readonly Compared[];
  standIn = await askAll(couch.url, exchanges);
}, 120_000);
afterAll(async () => {
  await couch.close();
  await folder.remove();
});

it('has an answer of CouchDB for every question', () => {
  expect(known.map(({ ask }) => ask)).toEqual(exchanges.map(({ ask }) => ask));
  expect(exchanges.length).toBeGreaterThanOrEqual(69);
});

describe('the stand-in answers as CouchDB does', () => {
  it.each(exchanges.map(({ ask, stricter }, at) => [at, ask, stricter === true] as const))(
    '%i %s',
    (at, _ask, stricter) => {
      const [ours, its] = [standIn[at], known[at]];
      if (stricter) expect([ours?.status, its?.status].map((status) => (status ?? 0) < 400)).toEqual([false, true]);
      else expect(ours).toEqual(its);
    },
  );
});

it.runIf(given)('a CouchDB that is given answers as the one written down', { timeout: 120_000 }, async () => {
  expect(await askAll(given ?? '', exchanges)).toEqual(known);
});

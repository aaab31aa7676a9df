import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database, Databases } from '../database/types.ts';
import { couchDatabases } from './couch-databases.ts';

/** A CouchDB whose answers are given: what a node says when it is in trouble, word for word from its sources. */
let server: http.Server;
let databases: Databases;
let db: Database;
let asked: string[] = [];
let answers: { readonly status: number; readonly text: string }[] = [];

const say = (text: string | object, status = 200): void => {
  answers.push({ status, text: typeof text === 'string' ? text : JSON.stringify(text) });
};

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume();
    const { status, text } = answers.length > 1 ? answers.shift()! : answers[0]!;
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked = [];
  answers = [];
  databases = couchDatabases(`http://admin:secret@127.0.0.1:${(server.address() as AddressInfo).port}/`);
  db = databases.open('catalogue');
});
afterEach(async () => {
  await databases.close();
});

it('takes a document that the shards did not answer for a failure, not for a missing one', async () => {
  // `bulk_get_docs_batched` in chttpd_db.erl: 200, and the error in every row
  const error = { id: 'a', rev: '1-aa', error: 'internal_fabric_error', reason: 'timeout' };
  say({ results: [{ id: 'a', docs: [{ error }] }] });
  await expect(db.bulkGet([{ id: 'a', rev: '1-aa' }])).rejects.toThrow(/internal_fabric_error/);
});

it('takes what is really missing as missing', async () => {
  const error = { id: 'a', rev: '1-aa', error: 'not_found', reason: 'missing' };
  say({ results: [{ id: 'a', docs: [{ error }] }] });
  expect(await db.bulkGet([{ id: 'a', rev: '1-aa' }])).toEqual([{ id: 'a', docs: [{ error }] }]);
});

it('takes a row of keys that failed for a failure, not for an absent document', async () => {
  say({ total_rows: 1, offset: null, rows: [{ key: 'a', error: 'timeout' }] });
  await expect(db.allDocs({ keys: ['a'] })).rejects.toThrow(/timeout/);
});

it('does not pass over a change whose document could not be read', async () => {
  // `changes_row` in fabric_view_changes.erl lets `error` through
  const row = { id: 'a', seq: '1-x', changes: [{ rev: '1-aa' }] };
  say({ results: [{ ...row, error: 'timeout' }], last_seq: '1-x', pending: 0 });
  await expect(db.changes({ includeDocs: true })).rejects.toThrow(/incomplete_row/);
  answers = [];
  say({ results: [{ ...row, doc: null }], last_seq: '1-x', pending: 0 });
  await expect(db.changes({ includeDocs: true })).rejects.toThrow(/incomplete_row/);
  expect((await db.changes()).results).toHaveLength(1);
});

it('does not take an answer that is no JSON for an empty one, and asks again', async () => {
  say('{"total_rows":3,"rows":[\n\n{"error":"timeout","reason":"The request could not be processed"}');
  say({ rows: [] });
  expect(await db.allDocs({ startkey: 'a' })).toEqual([]);
  expect(asked).toHaveLength(2);
  answers = [];
  say('<html>a proxy</html>');
  await expect(db.get('a')).rejects.toThrow(/is not CouchDB/);
});

it('asks from the beginning when the sequence is of another store', async () => {
  say({ error: 'bad_request', reason: "Malformed sequence supplied in 'since' parameter." }, 400);
  say({ results: [], last_seq: '0-x', pending: 0 });
  expect(await db.changes({ since: '17' })).toMatchObject({ last_seq: '0-x' });
  expect(asked).toEqual(['GET /catalogue/_changes?since=17', 'GET /catalogue/_changes?since=0']);
});

it('goes on through a restart: 503 and 500 are asked again where that is harmless', async () => {
  say({ error: 'nodedown', reason: 'progress not possible' }, 503);
  say({ error: 'internal_server_error', reason: 'No DB shards could be opened.' }, 500);
  say({ _id: 'a', _rev: '1-aa' });
  expect(await db.get('a')).toEqual({ _id: 'a', _rev: '1-aa' });
  expect(asked).toHaveLength(3);
});

it('takes 202 of a cluster for written', async () => {
  say([{ ok: true, id: 'a', rev: '1-aa', accepted: true }], 202);
  expect(await db.bulkDocs([{ _id: 'a' }])).toMatchObject([{ ok: true, id: 'a' }]);
  answers = [];
  say({ ok: true }, 202);
  await databases.ensure('mailbox-a', { q: 1 });
});

it('takes a list of failures under 500 for a failure, and writes an edit once', async () => {
  // `{error, Results}` of fabric:update_docs: status 500 and the rows
  say([{ id: 'a', error: 'internal_server_error', reason: 'timeout' }], 500);
  await expect(db.bulkDocs([{ _id: 'a' }])).rejects.toThrow(/500/);
  expect(asked).toHaveLength(1);
});

import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../sync-server/database/types.ts';
import { demoPassword } from '../../sync-server/demo-accounts.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

/** Requests letter by letter as other clients send them: CouchDB's replicator (Erlang), PouchDB 7 to 9, nano, curl. */
type Said = { readonly status: number; readonly headers: Record<string, string>; readonly text: string };

describe.each(backends)('other clients at the door (%s)', (backend) => {
  let office: TestOffice;
  let technician: OfficeClient;
  let mailbox: Database;
  let name: string;
  const basic = `Basic ${Buffer.from(`tech1:${demoPassword}`).toString('base64')}`;
  const texts = { a: 'grant:a', b: 'grant:b' };

  beforeAll(async () => {
    office = await officeInProcess(backend);
    technician = await officeClient(office.url, 'tech1');
    name = technician.session.mailbox ?? '';
    mailbox = await office.office().context.databases.ensure(name, { q: 1 });
    await mailbox.bulkDocs([
      { _id: texts.a, text: '光' },
      { _id: texts.b, text: '2' },
    ]);
  });
  afterAll(() => office.close());

  const say = (
    method: string,
    path: string,
    given: { readonly body?: string | Buffer; readonly headers?: Record<string, string> } = {},
  ): Promise<Said> =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${office.url()}${path}`,
        { method, headers: { authorization: basic, connection: 'close', ...given.headers } },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers as Record<string, string>,
              text: Buffer.concat(parts).toString('utf8'),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(given.body);
    });
  const db = (path = ''): string => `/db/${name}${path}`;
  const json = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const { text } = await say(method, path, { ...sent, headers: { 'content-type': 'application/json' } });
    return JSON.parse(text) as Record<string, unknown>;
  };
  const rowsOf = (answer: Record<string, unknown>) => answer.results as { id: string; seq: string }[];

  it('is entered by name and password; the cookie of CouchDB is not here, and nobody is told more without a name', async () => {
    expect((await say('GET', db())).status).toBe(200);
    const form = { authorization: '', 'content-type': 'application/x-www-form-urlencoded' };
    const session = await say('POST', '/_session', { body: 'name=tech1&password=linework', headers: form });
    expect(session.status).toBe(401);
    const wrong = `Basic ${Buffer.from('tech1:guessed').toString('base64')}`;
    const refused = await say('GET', db(), { headers: { authorization: wrong } });
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.text)).toMatchObject({ error: 'unauthorized', reason: expect.any(String) });
    expect((await say('GET', '/api/orders', { headers: { authorization: basic } })).status).toBe(401);
  });

  it('opens one session for one name and password, however many requests come at once', async () => {
    const { accounts } = office.office().context;
    const before = await accountsWritten();
    const tech2 = `Basic ${Buffer.from(`tech2:${demoPassword}`).toString('base64')}`;
    const own = `/db/${technician.session.mailbox?.replace('tech1', 'tech2')}`;
    await office.office().context.databases.ensure(own.slice(4), { q: 1 });
    const all = await Promise.all(
      Array.from({ length: 8 }, () => say('GET', own, { headers: { authorization: tech2 } })),
    );
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    expect(await accountsWritten()).toBe(before + 1);
    expect((await accounts.setDisabled('01kdem000000000000000tech2', true)).ok).toBe(true);
    expect((await say('GET', own, { headers: { authorization: tech2 } })).status).toBeGreaterThanOrEqual(401);
    await accounts.setDisabled('01kdem000000000000000tech2', false);
  });
  const accountsWritten = async (): Promise<number> =>
    (await office.office().context.databases.open('accounts').allDocs({ startkey: 'session:', endkey: 'session;' }))
      .length;

  it('tells the same start time of the database at every place (couch_replicator_scheduler_job: do_checkpoint)', async () => {
    const info = await json('GET', db());
    expect(info).toMatchObject({ update_seq: expect.any(String), instance_start_time: expect.any(String) });
    const said = await say('POST', db('/_ensure_full_commit'), { headers: { 'content-type': 'application/json' } });
    expect(said.status).toBe(201);
    expect(JSON.parse(said.text).instance_start_time).toBe(info.instance_start_time);
  });

  it('reads a sequence in quotes, and goes on from there (changes_since)', async () => {
    const all = await json('GET', db('/_changes?feed=normal&style=all_docs&since=0&timeout=10000'));
    const last = rowsOf(all).at(-2)?.seq ?? '';
    const quoted = encodeURIComponent(JSON.stringify(last));
    const rest = await json('GET', db(`/_changes?feed=normal&style=all_docs&since=${quoted}&timeout=10000`));
    expect(rowsOf(rest).map(({ id }) => id)).toEqual([rowsOf(all).at(-1)?.id]);
  });

  it('counts what is left and brings no row with a limit of 0 (get_pending_count)', async () => {
    const answer = await json('GET', db('/_changes?since=%220%22&limit=0'));
    expect(answer).toMatchObject({ results: [], last_seq: '0' });
    expect(answer.pending).toBe((await mailbox.changes()).results.length);
    const waiting = await json('GET', db('/_changes?since=0&limit=0&feed=longpoll'));
    expect(waiting.results).toEqual([]);
  });

  it('gives open revisions as the multipart that the replicator reads (open_doc_revs)', async () => {
    const rev = (await mailbox.get(texts.a))?._rev ?? '';
    const revs = encodeURIComponent(JSON.stringify([rev, '9-abc']));
    const path = db(`/${encodeURIComponent(texts.a)}?revs=true&open_revs=${revs}&latest=true`);
    const said = await say('GET', path, { headers: { accept: 'multipart/mixed' } });
    const boundary = /^multipart\/mixed; boundary="(\w+)"$/.exec(said.headers['content-type'] ?? '')?.[1] ?? 'none';
    expect(said.text.startsWith(`--${boundary}\r\n`)).toBe(true);
    expect(said.text.endsWith(`\r\n--${boundary}--`)).toBe(true);
    const parts = said.text
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => part.trim().split('\r\n\r\n'));
    const found = parts.find(([head]) => head === 'Content-Type: application/json');
    expect(JSON.parse(found?.[1] ?? '')).toMatchObject({ _id: texts.a, text: '光', _revisions: { start: 1 } });
    const missing = parts.find(([head]) => head === 'Content-Type: application/json; error="true"');
    expect(JSON.parse(missing?.[1] ?? '')).toEqual({ missing: '9-abc' });
    // PouchDB, nano and curl get JSON.
    for (const accept of ['application/json', '*/*']) {
      const plain = await say('GET', path, { headers: { accept } });
      expect(JSON.parse(plain.text)).toHaveLength(2);
    }
  });

  it('keeps a checkpoint with the history of fifty sessions', async () => {
    const session = { session_id: 'f'.repeat(32), start_last_seq: 's'.repeat(300), end_last_seq: 's'.repeat(300) };
    const history = Array.from({ length: 50 }, () => ({ ...session, recorded_seq: 's'.repeat(300), docs_read: 1 }));
    const path = db('/_local/0123456789abcdef0123456789abcdef');
    expect((await say('GET', path)).status).toBe(404);
    const first = await json('PUT', path, { history, session_id: 'a' });
    expect(first).toMatchObject({ ok: true, rev: expect.stringMatching(/^0-/) });
    expect(await json('PUT', path, { history, session_id: 'b', _rev: first.rev })).toMatchObject({ ok: true });
    expect(await json('PUT', path, { history, session_id: 'c', _rev: first.rev })).toMatchObject({ error: 'conflict' });
    expect(await json('GET', path)).toMatchObject({ session_id: 'b' });
    expect((await say('HEAD', path)).status).toBe(200);
  });

  it('answers HEAD as GET without the body', async () => {
    for (const path of ['', `/${encodeURIComponent(texts.a)}`]) {
      const said = await say('HEAD', db(path));
      expect([said.status, said.text]).toEqual([200, '']);
    }
    expect((await say('HEAD', db('/nobody'))).status).toBe(404);
  });

  it('filters by document ids, in the body and in the query, waiting or not', async () => {
    const ids = { doc_ids: [texts.b] };
    const posted = await json('POST', db('/_changes?filter=_doc_ids&style=all_docs&since=0&feed=normal'), ids);
    expect(rowsOf(posted).map(({ id }) => id)).toEqual([texts.b]);
    const list = encodeURIComponent(JSON.stringify(ids.doc_ids));
    const asked = await json('GET', db(`/_changes?filter=_doc_ids&doc_ids=${list}&limit=1&include_docs=true`));
    expect(rowsOf(asked)).toMatchObject([{ id: texts.b, doc: { text: '2' } }]);
    const since = encodeURIComponent(String(posted.last_seq));
    const waiting = json('GET', db(`/_changes?filter=_doc_ids&doc_ids=${list}&feed=longpoll&since=${since}`));
    await mailbox.bulkDocs([{ _id: 'grant:c' }]);
    await mailbox.bulkDocs([{ _id: texts.b, _rev: (await mailbox.get(texts.b))?._rev ?? '', text: '3' }]);
    expect(rowsOf(await waiting).map(({ id }) => id)).toEqual([texts.b]);
    expect((await say('GET', db('/_changes?filter=_selector'))).status).toBe(400);
    expect((await say('GET', db('/_changes?filter=mine/filter'))).status).toBe(400);
  });

  it('streams a continuous feed, with a newline while nothing comes, until its time is over', async () => {
    const said = await say('GET', db('/_changes?feed=continuous&style=all_docs&since=0&timeout=50&limit=2'));
    const lines = said.text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatchObject({ last_seq: expect.any(String) });
    const empty = await say('GET', db('/_changes?feed=longpoll&since=now&timeout=30'));
    expect(JSON.parse(empty.text)).toMatchObject({ results: [], last_seq: expect.any(String) });
  });

  it('says of each document by itself what no store can hold, and takes bodies in gzip and in pieces', async () => {
    const strange = `1-${'z'.repeat(32)}`;
    const diff = await json('POST', db('/_revs_diff'), { [texts.a]: ['1-none', strange], x: [strange] });
    expect(diff).toMatchObject({ [texts.a]: { missing: ['1-none', strange] }, x: { missing: [strange] } });
    const docs = [
      { _id: 'a', _rev: strange, type: 'event' },
      { _id: '_b', _rev: '1-bb' },
    ];
    const body = gzipSync(JSON.stringify({ new_edits: false, docs }));
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' };
    const pushed = await say('POST', db('/_bulk_docs'), {
      body,
      headers: { ...headers, 'x-couch-full-commit': 'false' },
    });
    expect(pushed.status).toBe(201);
    expect(JSON.parse(pushed.text)).toMatchObject([
      { id: 'a', error: 'forbidden' },
      { id: '_b', error: 'forbidden' },
    ]);
    expect(await json('GET', db(`/${encodeURIComponent(texts.a)}?rev=abc`))).toMatchObject({ error: 'bad_request' });
  });

  it('gives documents in bulk, with what is missing in its place', async () => {
    const rev = (await mailbox.get(texts.a))?._rev ?? '';
    const wanted = {
      docs: [
        { id: texts.a, rev },
        { id: 'nobody', rev: '1-aa' },
      ],
    };
    const said = await say('POST', db('/_bulk_get?revs=true&latest=true&attachments=true'), {
      body: JSON.stringify(wanted),
      headers: { 'content-type': 'application/json', accept: 'application/json, multipart/mixed' },
    });
    const { results } = JSON.parse(said.text) as { results: { id: string; docs: unknown[] }[] };
    expect(results.find(({ id }) => id === texts.a)?.docs).toMatchObject([
      { ok: { _id: texts.a, _revisions: { start: 1 } } },
    ]);
    expect(results.find(({ id }) => id === 'nobody')?.docs).toMatchObject([
      { error: { id: 'nobody', rev: '1-aa', error: 'not_found', reason: 'missing' } },
    ]);
  });
});

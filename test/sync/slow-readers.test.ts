import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../sync-server/database/types.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

const count = 1_500;
const ids = Array.from({ length: count }, (_, n) => `many:${String(n).padStart(5, '0')}`);
/** as a document of 20 KB: all of them are more than what the sockets of both ends keep */
const body = 'x'.repeat(20_000);

let office: TestOffice;
let reader: OfficeClient;
let mailbox: string;
/** how many documents the store was asked for, call by call */
const asked: number[] = [];
const sum = (): number => asked.reduce((all, one) => all + one, 0);
const open: Socket[] = [];

/** Asks, reads the head of the answer, and then nothing more. */
async function askAndStop(request: string, content = ''): Promise<Socket> {
  const socket = connect(Number(new URL(office.url()).port), '127.0.0.1');
  open.push(socket);
  socket.on('error', () => undefined);
  const head = `${request} HTTP/1.1\r\nHost: office\r\nAuthorization: Bearer ${reader.session.token}\r\n`;
  socket.write(
    `${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`,
  );
  await new Promise<void>((resolve) => socket.once('readable', () => resolve()));
  return socket;
}

async function read(path: string, content?: object): Promise<{ readonly [key: string]: unknown }> {
  const headers = { authorization: `Bearer ${reader.session.token}`, 'content-type': 'application/json' };
  const posted = content === undefined ? {} : { method: 'POST', body: JSON.stringify(content) };
  const answer = await http(`${office.url()}/db/${mailbox}${path}`, { headers, ...posted });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body.toString('utf8'));
}

describe.each(backends)('readers of much, on %s', { timeout: 120_000 }, (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    reader = await officeClient(office.url, 'tech1');
    mailbox = reader.session.mailbox ?? '';
    const { databases } = office.office().context;
    const stored = databases.open(mailbox);
    for (let first = 0; first < count; first += 100)
      await stored.bulkDocs(ids.slice(first, first + 100).map((_id) => ({ _id, body })));
    const { open: opens } = databases;
    const counted = (database: Database): Database => ({
      ...database,
      bulkGet: async (wanted, options) => {
        asked.push(wanted.length);
        return database.bulkGet(wanted, options);
      },
      changes: async (options) => {
        const answer = await database.changes(options);
        if (options?.includeDocs === true) asked.push(answer.results.length);
        return answer;
      },
    });
    (databases as { open: typeof opens }).open = (name) => (name === mailbox ? counted(opens(name)) : opens(name));
  }, 120_000);
  beforeEach(() => {
    asked.length = 0;
  });
  afterAll(async () => {
    for (const socket of open.splice(0)) socket.destroy();
    await office.close();
  });

  it('get everything from `_bulk_get`, row for row in the order asked for, a slice at a time', async () => {
    const docs = [...ids].reverse().map((id) => ({ id }));
    const { results } = (await read('/_bulk_get?revs=true', { docs: [...docs, { id: 'nobody' }] })) as {
      results: { id: string; docs: { ok?: { body: string } }[] }[];
    };
    expect(results.map(({ id }) => id)).toEqual([...docs.map(({ id }) => id), 'nobody']);
    expect(results.filter((row) => row.docs[0]?.ok?.body === body)).toHaveLength(count);
    expect([Math.max(...asked), sum()]).toEqual([100, count + 1]);
  });

  it.each(['normal', 'longpoll'])(
    'get everything from `_changes` with documents (feed=%s), a page at a time',
    async (feed) => {
      const all = (await read(`/_changes?include_docs=true&feed=${feed}&timeout=1000`)) as {
        results: { id: string; doc: { body: string } }[];
        last_seq: string;
        pending: number;
      };
      const rows = all.results.filter(({ id }) => id.startsWith('many:'));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
      expect([rows.length, rows.every(({ doc }) => doc.body === body), all.pending]).toEqual([count, true, 0]);
      // The router reads the mailbox too, 200 at a time.
      expect(Math.max(...asked)).toBeLessThanOrEqual(200);
      expect(((await read(`/_changes?since=${encodeURIComponent(all.last_seq)}`)) as typeof all).results).toEqual([]);
      const some = (await read('/_changes?include_docs=true&limit=250')) as typeof all;
      // The embedded store does not know how much is left, and says so.
      expect([some.results.length, some.pending]).toEqual([
        250,
        backend === 'embedded' ? undefined : all.results.length - 250,
      ]);
      const few = ids.slice(700, 703);
      const picked = (await read('/_changes?filter=_doc_ids&limit=2', { doc_ids: few })) as typeof all;
      expect(picked.results.map(({ id }) => few.includes(id))).toEqual([true, true]);
      const left = `/_changes?filter=_doc_ids&since=${encodeURIComponent(picked.last_seq)}`;
      expect(((await read(left, { doc_ids: few })) as typeof all).results).toHaveLength(1);
      expect(await read('/_changes?limit=0')).toMatchObject({ results: [], pending: all.results.length });
    },
  );

  it.each([
    ['_bulk_get', 'POST', '_bulk_get?revs=true'],
    ['a normal feed', 'GET', '_changes?include_docs=true'],
    ['a long poll', 'GET', '_changes?include_docs=true&feed=longpoll'],
    ['a continuous feed', 'GET', '_changes?include_docs=true&feed=continuous&heartbeat=1000'],
  ])('that stop reading %s have the office read a part only, and nobody wait', async (_what, method, path) => {
    const docs = ids.map((id) => ({ id }));
    // As many as read side by side: none of them holds a place while it does not read.
    const stopped = await Promise.all(
      Array.from({ length: 8 }, () =>
        askAndStop(`${method} /db/${mailbox}/${path}`, method === 'POST' ? JSON.stringify({ docs }) : ''),
      ),
    );
    let rounds = 0;
    const askedBeside = async (): Promise<number> => {
      const before = sum();
      await read('/_bulk_get', { docs });
      rounds += 1;
      return sum() - before - count;
    };
    // Somebody who reads gets all, again and again, until those who stopped have filled what their sockets keep.
    await until('those who stopped to be waited for', async () => (await askedBeside()) === 0, { withinMs: 60_000 });
    expect(sum() - rounds * count).toBeLessThan((stopped.length * count) / 2);
    for (const socket of stopped) socket.destroy();
  });
});

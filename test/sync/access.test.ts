import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OfficeCallName, officeCalls, officeRoles } from '../../bridge/office.ts';
import { deviceEvent, deviceSubmission, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let dispatcher: OfficeClient;
let mine: OfficeClient;
let other: OfficeClient;
let foreignOrder: string;
let foreignEvent: { readonly _id: string };

beforeAll(async () => {
  office = await officeInProcess();
  dispatcher = await officeClient(office.url, 'disp1');
  mine = await officeClient(office.url, 'tech1');
  other = await officeClient(office.url, 'tech2');
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  foreignOrder = orderId;
  const { eventId } = await dispatcher.call('workOrder.assign', {
    orderId,
    technicianId: other.session.account.accountId,
  });
  const grant = await until('the grant', () => storeOf(other).get(`grant:${orderId}`));
  const hand = { createdBy: other.session.account.accountId, deviceId: makeId() };
  const event = deviceEvent(
    hand,
    orderId,
    'accepted',
    { assignmentId: String(grant.assignmentId) },
    { after: [eventId] },
  );
  foreignEvent = event;
  await send('POST', `/db/${other.session.mailbox}/_bulk_docs`, {
    as: other,
    json: { docs: [event], new_edits: false },
  });
  await until('the event in the office', () => office.office().context.work.get(event._id));
});
afterAll(() => office.close());

const storeOf = (client: OfficeClient) => office.office().context.databases.open(client.session.mailbox ?? '');

type Sent = {
  readonly as?: OfficeClient;
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly headers?: Record<string, string>;
};
async function send(method: string, path: string, { as, json, body, headers = {} }: Sent = {}) {
  const answer = await fetch(office.url() + path, {
    method,
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${as.session.token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? (body === undefined ? {} : { body }) : { body: JSON.stringify(json) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null };
}

/** Refusals are written down by the office itself: in the quarantine, at the sessions and in the audit trail. */
const ownWords: ReadonlySet<string> = new Set(['quarantine', 'accounts', 'audit']);

const everything = async () => {
  const { databases } = office.office().context;
  const found: Record<string, unknown> = {};
  for (const name of (await databases.list()).filter((one) => !ownWords.has(one)))
    found[name] = (await databases.open(name).changes({ styleAllDocs: true })).results.map((row) => [
      row.id,
      row.changes,
    ]);
  return found;
};

describe('without a session', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/healthz'],
    ['GET', '/speedtest/empty'],
    ['GET', '/speedtest/garbage?bytes=10'],
    ['POST', '/speedtest/empty'],
  ])('%s %s is open', async (method, path) => {
    expect((await send(method, path)).status).not.toBe(401);
  });

  const doors: readonly (readonly [string, string])[] = [
    ...(Object.keys(officeCalls).map((name) => ['POST', `/api/call/${name}`]) as [string, string][]),
    ...['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].flatMap((method) =>
      [
        '/api/events',
        '/db',
        '/db/work',
        '/db/catalogue',
        '/db/catalogue/_changes',
        '/db/_all_dbs',
        '/_all_dbs',
        '/_session',
        '/_users',
        '/evidence/upload/',
        '/evidence/file/x',
        '/metrics',
        '/tmf-api/workOrderManagement/v4/workOrder',
        '/nothing',
        '/assets/../main.mjs',
        '/.env',
      ].map((path) => [method, path] as const),
    ),
  ];
  it.each(doors)('%s %s is 401', async (method, path) => {
    expect((await send(method, path)).status).toBe(401);
  });
});

describe('a technician with a second one’s real data present', () => {
  it('reaches no mailbox but his own, by no verb', async () => {
    const before = await everything();
    const box = other.session.mailbox ?? '';
    const attacks: readonly (readonly [string, string, unknown?])[] = [
      ...[
        box,
        'work',
        'accounts',
        'office',
        'quarantine',
        'mailbox-',
        `${box}/`,
        `${mine.session.mailbox}%2F..%2F${box}`,
        `..%2f${box}`,
      ].flatMap(
        (name) =>
          [
            ['GET', `/db/${name}`],
            ['PUT', `/db/${name}`],
            ['DELETE', `/db/${name}`],
            ['GET', `/db/${name}/_changes?include_docs=true`],
            ['POST', `/db/${name}/_changes`, {}],
            ['GET', `/db/${name}/_all_docs?include_docs=true`],
            ['POST', `/db/${name}/_find`, { selector: {} }],
            ['POST', `/db/${name}/_bulk_get`, { docs: [{ id: foreignEvent._id }] }],
            ['POST', `/db/${name}/_bulk_docs`, { docs: [{ _id: 'x' }] }],
            ['POST', `/db/${name}/_revs_diff`, {}],
            ['GET', `/db/${name}/${encodeURIComponent(foreignEvent._id)}`],
            ['PUT', `/db/${name}/${encodeURIComponent(foreignEvent._id)}`, {}],
            ['DELETE', `/db/${name}/${encodeURIComponent(foreignEvent._id)}?rev=1-a`],
            ['GET', `/db/${name}/_local/x`],
            ['PUT', `/db/${name}/_local/x`, {}],
            ['PUT', `/db/${name}/_security`, {}],
            ['PUT', `/db/${name}/_design/x`, {}],
            ['POST', `/db/${name}/_purge`, {}],
          ] as const,
      ),
    ];
    for (const [method, path, json] of attacks) {
      const answer = await send(method, path, { as: mine, ...(json === undefined ? {} : { json }) });
      expect([400, 403, 404], `${method} ${path}`).toContain(answer.status);
      expect(answer.text, `${method} ${path}`).not.toContain('accepted');
    }
    expect(await everything()).toEqual(before);
  });

  it('reads only replication in his own mailbox', async () => {
    const box = mine.session.mailbox;
    for (const path of [
      '_all_docs',
      '_design/x',
      '_security',
      '_find',
      '_index',
      '_compact',
      '_purge',
      '_explain',
      '_design_docs',
      '_revs_limit',
    ])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
        expect(
          (await send(method, `/db/${box}/${path}`, { as: mine, ...(method === 'GET' ? {} : { json: {} }) })).status,
          `${method} ${path}`,
        ).toBe(404);
    for (const query of ['filter=x/y', 'view=x', 'doc_ids=[]', 'selector={}'])
      expect((await send('GET', `/db/${box}/_changes?${query}`, { as: mine })).status).toBe(400);
    expect((await send('DELETE', `/db/${box}`, { as: mine })).status).toBe(404);
  });

  it('writes nothing for another, nothing of the office, nothing forged, and takes nothing away', async () => {
    const hand = { createdBy: mine.session.account.accountId, deviceId: makeId() };
    const before = await everything();
    const foreign = await office.office().context.work.get(foreignEvent._id, { revs: true });
    const order = await office.office().context.work.get(`workOrder:${foreignOrder}`, { revs: true });
    const docs = [
      foreign,
      order,
      { ...foreign, createdBy: hand.createdBy },
      { ...foreign, ...hand, _rev: `1-${'f'.repeat(32)}`, _revisions: { start: 1, ids: ['f'.repeat(32)] } },
      deviceSubmission(hand, foreignOrder, 'orderStudy.study'),
      {
        _id: `grant:${foreignOrder}`,
        _rev: '1-aa',
        type: 'grant',
        schemaVersion: 1,
        createdBy: 'office',
        orderId: foreignOrder,
        state: 'active',
        assignmentId: makeId(),
        changedAt: new Date().toISOString(),
      },
      { ...foreign, _deleted: true },
      { _id: '_design/x', _rev: '1-aa' },
      { _id: `device:${makeId()}`, _rev: '1-aa', type: 'device' },
    ];
    for (const new_edits of [false, true]) {
      const { json } = await send('POST', `/db/${mine.session.mailbox}/_bulk_docs`, {
        as: mine,
        json: { docs, new_edits },
      });
      expect(json).toHaveLength(docs.length);
      for (const row of json) expect(row.error, JSON.stringify(row)).toBeTruthy();
      for (const row of json.filter((one: { error: string }) => one.error === 'forbidden'))
        expect(row.problem.code).toMatch(/^door\./);
    }
    expect(await everything()).toEqual(before);
    expect(office.office().context.counters.quarantined).toBeGreaterThanOrEqual(docs.length);
    const kept = await office.office().context.quarantine.allDocs({ includeDocs: true });
    expect(kept.some(({ doc }) => doc?.documentId === `workOrder:${foreignOrder}` && doc?.code === 'door.type')).toBe(
      true,
    );
  });

  it('makes no office call, and an office role opens no mailbox', async () => {
    for (const name of Object.keys(officeCalls) as OfficeCallName[]) {
      const roles = officeRoles[name];
      if (roles === 'any' || roles.includes('technician')) continue;
      const answer = await send('POST', `/api/call/${name}`, { as: mine, json: { orderId: foreignOrder } });
      expect([answer.status, answer.json.problem.code], name).toEqual([403, 'access.role']);
    }
    expect((await send('GET', '/api/events', { as: mine })).status).toBe(403);
    expect((await send('GET', `/db/${other.session.mailbox}`, { as: dispatcher })).status).toBe(403);
    expect((await send('POST', '/api/call/accounts.list', { as: dispatcher, json: {} })).status).toBe(403);
  });
});

describe('bad input', () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  const bodies: readonly (readonly [string, BodyInit, Record<string, string>, number])[] = [
    ['no JSON', 'not json', {}, 400],
    ['half JSON', '{"docs":[', {}, 400],
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), {}, 400],
    ['nested deeply', deep, {}, 400],
    ['a list', '[]', {}, 400],
    ['a number', '7', {}, 400],
    ['__proto__', '{"__proto__":{"x":1}}', {}, 400],
    ['a lone surrogate', '{"a":"\\ud800"}', {}, 400],
    ['broken gzip', 'zzzz', { 'content-encoding': 'gzip' }, 400],
    ['a gzip bomb', gzipSync(Buffer.alloc(200_000_000, 32)), { 'content-encoding': 'gzip' }, 413],
    ['an unknown encoding', '{}', { 'content-encoding': 'br' }, 415],
    ['oversized', Buffer.alloc(17 * 1024 * 1024, 32), {}, 413],
    ['another media type', '<x/>', { 'content-type': 'application/xml' }, 415],
  ];
  const doors = [
    '/api/session',
    '/api/session/refresh',
    '/api/call/workOrder.create',
    '/api/call/orders.list',
    '/db/MAILBOX/_bulk_docs',
    '/db/MAILBOX/_bulk_get',
    '/db/MAILBOX/_revs_diff',
    '/db/MAILBOX/_changes',
    '/tmf-api/workOrderManagement/v4/workOrder',
  ];

  it.each(
    doors.flatMap((door) =>
      bodies.map(([what, body, headers, status]) => [door, what, body, headers, status] as const),
    ),
  )('%s: %s is refused with a code', async (door, _what, body, headers, status) => {
    const isMailbox = door.includes('MAILBOX');
    const path = door.replace('MAILBOX', mine.session.mailbox ?? '');
    const answer = await send('POST', path, {
      as: isMailbox ? mine : dispatcher,
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    // A door that takes less refuses a large body by its size first.
    expect([status, 413], answer.text).toContain(answer.status);
    expect(answer.json.problem?.code ?? answer.json.code).toMatch(/^(input|door)\./);
    expect((await send('GET', '/healthz')).status).toBe(200);
  });

  it.each([
    ['no HTTP', 'GARBAGE\r\n\r\n', '400'],
    ['endless headers', `GET / HTTP/1.1\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`, '431'],
    ['a false length', 'POST /api/session HTTP/1.1\r\ncontent-length: -1\r\n\r\n', '400'],
  ])('%s on the socket is refused with a code', async (_what, bytes, status) => {
    const { port, hostname } = new URL(office.url());
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      let text = '';
      socket.on('data', (part) => {
        text += part.toString();
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    expect(answer).toContain('"code":"input.invalid"');
    expect((await send('GET', '/healthz')).status).toBe(200);
  });

  it('speaks the reader’s language', async () => {
    const en = await send('POST', '/api/call/nothing', {
      as: dispatcher,
      json: {},
      headers: { 'accept-language': 'en-GB,en;q=0.9' },
    });
    const zh = await send('POST', '/api/call/nothing', {
      as: dispatcher,
      json: {},
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(en.json.problem).toMatchObject({ code: 'call.unknown', message: 'There is no such call: nothing.' });
    expect(zh.json.problem.message).toBe('没有这个调用：nothing。');
    expect((await send('GET', '/%ff')).json.problem.code).toBe('input.invalid');
  });
});

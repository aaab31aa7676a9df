import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceDraft, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { builtProgram } from '../processes/built.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { peopleUnderAttack } from '../processes/people-under-attack.ts';
import { until } from '../processes/poll.ts';
import { type Program, startProgram } from '../processes/program.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';

/**
 * The attacks on an office's handles, bounded in number and time, beside people at work. The office has 256 handles, as macOS and many
 * services give a process. Some 40 s.
 */
const handles = 256;

let folder: TemporaryFolder;
let program: Program;
let url: string;
let dispatcher: OfficeClient;
let technician: OfficeClient;
let orderId: string;
const open: Socket[] = [];

beforeAll(async () => {
  folder = await temporaryFolder('flood');
  const office = [process.execPath, builtProgram('office/main.mjs'), '--port', '0', '--data', folder.path, '--demo'];
  program = await startProgram({
    name: 'office',
    command: '/bin/sh',
    args: ['-c', `ulimit -n ${handles}; exec "$@"`, 'sh', ...office, '--empty'],
    env: { LOG_LEVEL: 'error', COUCHDB_URL: '' },
    ready: /ready\b.*?(https?:\/\/[\w.[\]:-]+)/,
  });
  url = new URL(program.ready[1] ?? '').origin;
  dispatcher = await officeClient(() => url, 'disp1');
  technician = await officeClient(() => url, 'tech1');
  orderId = (await dispatcher.call('workOrder.create', newOrder())).orderId;
  await dispatcher.call('workOrder.assign', { orderId, technicianId: technician.session.account.accountId });
  await until('the grant', async () => (await technician.get(mailbox(`/grant:${orderId}`))).status === 200);
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  await program.stop();
  await folder.remove();
});

const mailbox = (path: string): string => `/db/${technician.session.mailbox}${path}`;

/** A connection that begins a request and never ends it. */
function hold(head: string): Promise<Socket> {
  return new Promise((resolve) => {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname, () => {
      socket.write(head.replace('HOST', host), () => resolve(socket));
    });
    socket.on('error', () => resolve(socket));
    socket.resume();
    open.push(socket);
  });
}

const slowPost =
  'POST /api/session HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{';
const slowHead = 'GET /healthz HTTP/1.1\r\nHost: HOST\r\nX-Slow: ';
const eventStream = (token: string): string =>
  `GET /api/events HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer ${token}\r\n\r\n`;

const many = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make));
const stillOpen = (sockets: readonly Socket[]): number => sockets.filter((one) => !one.closed && one.readable).length;

async function save(fields: object): Promise<number> {
  const draft = deviceDraft(
    { createdBy: technician.session.account.accountId, deviceId: makeId() },
    orderId,
    'orderStudy.services',
    fields as Record<string, unknown>,
  );
  const answer = await http(`${url}${mailbox('/_bulk_docs')}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ docs: [draft], new_edits: false }),
  });
  const [row] = JSON.parse(answer.body.toString()) as { ok?: true }[];
  if (row?.ok !== true) throw new Error(`not kept: ${answer.status} ${answer.body.toString()}`);
  return answer.status;
}

describe('an office with 256 handles', () => {
  it('answers health and who is signed in beside 300 slow posts, 300 slow heads and 120 streams of one account', async () => {
    const slow = await many(300, () => hold(slowPost));
    const heads = await many(300, () => hold(slowHead));
    const streams = await many(120, () => hold(eventStream(dispatcher.session.token)));
    for (let round = 0; round < 10; round += 1) {
      expect((await http(`${url}/healthz`)).status).toBe(200);
      expect(await save({ round })).toBe(201);
      await dispatcher.call('workOrder.create', newOrder());
      expect((await officeClient(() => url, 'rev1')).session.token).not.toBe('');
    }
    await until('the slow ones closed', () => Promise.resolve(stillOpen([...slow, ...heads]) === 0), {
      withinMs: 30_000,
    });
    // A few pages of one account stay; that 120 are not pages is said.
    const answered = await http(`${url}/healthz`);
    expect(answered.status).toBe(200);
    await until('the streams beyond 24 closed', () => Promise.resolve(stillOpen(streams) <= 24), { withinMs: 10_000 });
    for (const socket of open.splice(0)) socket.destroy();
  });

  it('refuses one account more streams than people have pages, with a code', async () => {
    const said: string[] = [];
    const sockets = await many(40, () => hold(eventStream(dispatcher.session.token)));
    for (const socket of sockets) socket.on('data', (bytes: Buffer) => said.push(bytes.toString('latin1')));
    await until('answers', () => Promise.resolve(said.some((text) => text.includes('limit.streams'))));
    for (const socket of open.splice(0)) socket.destroy();
    await until('places again', async () => {
      const again = await hold(eventStream(dispatcher.session.token));
      return new Promise((resolve) => {
        again.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1').startsWith('HTTP/1.1 200')));
      });
    });
  });
});

it('nobody at work is refused beside connections, passwords and invented histories together', async () => {
  // How long they wait is measured by `npm run bench -- --only flood`.
  const { attack, alone, attacked } = await peopleUnderAttack(8_000);
  expect([...alone.refused, ...attacked.refused]).toEqual([]);
  expect(attack).toMatchObject({
    'slow closed': expect.any(Number),
    'stream 429': expect.any(Number),
    'histories 201': expect.any(Number),
  });
  expect(Object.keys(attack).some((what) => what.startsWith('password '))).toBe(true);
});

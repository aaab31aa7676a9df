import { connect, type Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { guardConnections } from './connections.ts';

const most = 10;
const ofAccount = 4;
const limits = {
  most,
  reserve: 2,
  ofAccount,
  ofAddress: 1_000,
  streamsOfAccount: 4,
  streams: 8,
  stores: 8,
};

let app: FastifyInstance;
let port: number;
let counters: { connections: number; connectionsClosed: number };
let heard = 0;
/** ends the judging of the password */
let judged: () => void = () => undefined;
const sockets: Socket[] = [];

beforeEach(async () => {
  app = fastify();
  counters = { connections: 0, connectionsClosed: 0 };
  const connections = guardConnections(app, {
    limits,
    counters,
    isProxy: () => false,
  });
  heard = 0;
  app.addHook('onRequest', async (request) => {
    heard += 1;
    const account = request.headers.authorization;
    if (account !== undefined) expect(connections.known(request, account)).toBeNull();
  });
  app.post('/password', async () => 'judged');
  app.post('/slow-password', async () => {
    await new Promise<void>((resolve) => {
      judged = resolve;
    });
    return 'judged';
  });
  app.get('/work', async () => 'done');
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as { readonly port: number }).port;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await app.close();
});

/** A connection on which nothing is asked yet. */
const opened = (): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => undefined);
    sockets.push(socket);
  });

async function slowPosts(count: number): Promise<void> {
  const from = heard;
  for (let n = 0; n < count; n += 1) {
    const socket = await opened();
    socket.resume();
    socket.write(
      'POST /password HTTP/1.1\r\nHost: office\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\n{',
    );
    await expect.poll(() => heard).toBe(from + n + 1);
  }
}

const answerOn = (socket: Socket, asked: string): Promise<string> =>
  new Promise((resolve) => {
    socket.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1').slice(0, 15)));
    socket.once('close', () => resolve('closed'));
    socket.write(asked);
  });

it('one that was not heard yet stays while slow bodies come after it', async () => {
  await slowPosts(most);
  const worker = await opened();
  await slowPosts(most + 5);
  expect(await answerOn(worker, 'GET /work HTTP/1.1\r\nHost: office\r\nAuthorization: anna\r\n\r\n')).toBe(
    'HTTP/1.1 200 OK',
  );
});

it('one whose password is being judged stays while slow bodies come after it', async () => {
  await slowPosts(most);
  const from = heard;
  const person = await opened();
  const answer = answerOn(
    person,
    'POST /slow-password HTTP/1.1\r\nHost: office\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok',
  );
  await expect.poll(() => heard).toBe(from + 1);
  await slowPosts(most + 5);
  judged();
  expect(await answer).toBe('HTTP/1.1 200 OK');
});

it('of those who were never heard the oldest goes first', async () => {
  const silent: Socket[] = [];
  for (let n = 0; n < most; n += 1) silent.push(await opened());
  const worker = await opened();
  expect(await answerOn(worker, 'GET /work HTTP/1.1\r\nHost: office\r\nAuthorization: anna\r\n\r\n')).toBe(
    'HTTP/1.1 200 OK',
  );
  await expect.poll(() => silent.findIndex((one) => !one.closed)).toBe(1);
});

it('a hundred that arrive at once leave as many as there is room for, each closed once', async () => {
  await Promise.all(Array.from({ length: 100 }, () => opened()));
  await expect.poll(() => counters.connectionsClosed).toBe(100 - most);
  await expect.poll(() => counters.connections).toBe(most);
});

it('one account keeps no more than its own, however many of its requests arrive at once', async () => {
  const mine = await Promise.all(Array.from({ length: most }, () => opened()));
  await expect.poll(() => counters.connections).toBe(most);
  const answers = mine.map((socket) =>
    answerOn(socket, 'GET /work HTTP/1.1\r\nHost: office\r\nAuthorization: anna\r\n\r\n'),
  );
  await Promise.all(answers);
  await expect.poll(() => counters.connectionsClosed).toBe(most - ofAccount);
  await expect.poll(() => counters.connections).toBe(ofAccount);
});

// macOS has no second loopback address without an administrator's help.
it.skipIf(process.platform !== 'linux')('one of another address stays while a crowd comes from one', async () => {
  const worker = await new Promise<Socket>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' }, () => resolve(socket));
    socket.on('error', () => undefined);
    sockets.push(socket);
  });
  for (let n = 0; n < 3 * most; n += 1) await opened();
  expect(await answerOn(worker, 'GET /work HTTP/1.1\r\nHost: office\r\nAuthorization: anna\r\n\r\n')).toBe(
    'HTTP/1.1 200 OK',
  );
});

import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refuseNoHttp } from './refusal.ts';

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer({ headersTimeout: 100, connectionsCheckingInterval: 20 }, (_request, response) =>
    response.end('page'),
  );
  server.on('clientError', (_error, socket) => refuseNoHttp(socket as Socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

/** Opens a connection, sends these bytes on it and answers the text that came until the server closed it. */
const told = (sends: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => sends && socket.write(sends));
    socket.on('data', (bytes) => {
      text += bytes.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });

it('a connection that a browser opened ahead of need and never used ends without a word', async () => {
  expect(await told('')).toBe('');
});

it.each([
  ['no HTTP', '\x00\x01\x02 nonsense\r\n\r\n'],
  ['half a head that never ends', 'GET / HTTP/1.1\r\nHost: x\r\n'],
])('%s is told a coded problem', async (_, bytes) => {
  const text = await told(bytes);
  expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(text).toContain('"code":"input.');
});

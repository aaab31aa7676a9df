import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotTheOffice } from '../evidence/uploads/failure.ts';
import type { Pace } from '../evidence/uploads/pace.ts';
import { openPacedHttp } from '../evidence/uploads/paced-http.ts';
import { openHttp } from './http.ts';

/** Something on the way that answers in the office's place, with more than anybody can hold. */
let server: Server;
let origin: string;
let sent = 0;

const half = 8 * 1024 * 1024;
/** 60 KB on the way unpack to these; made into values they were gigabytes, or minutes of this process. */
const bombs: Readonly<Record<string, Buffer>> = {
  '/lists': gzipSync(`${'['.repeat(half)}${']'.repeat(half)}`),
  '/objects': gzipSync(`[${'{},'.repeat(half)}1]`),
  '/numbers': gzipSync(`[${'1,'.repeat(half)}1]`),
};

function pour(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 1024, 0x20);
  const more = (): void => {
    while (!response.destroyed) {
      sent += piece.length;
      if (!response.write(piece)) return void response.once('drain', more);
    }
  };
  response.on('error', () => undefined);
  more();
}

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const bomb = bombs[new URL(request.url ?? '', 'http://x').pathname];
    if (bomb) response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb);
    else pour(response.writeHead(200));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('an answer without an end is given up', async () => {
  const http = openHttp(origin, Date.now);
  sent = 0;
  const answer = await http.send({ method: 'GET', path: '/endless' });
  expect(answer).toMatchObject({ ok: false, problem: { code: 'link.inBetween' } });
  expect(sent).toBeLessThan(100 * 1024 * 1024);
  await http.close();
});

it.each(Object.keys(bombs))('a small answer that unpacks to %s without number is none of the office', async (path) => {
  const http = openHttp(origin, Date.now);
  const before = process.cpuUsage();
  const answer = await http.send({ method: 'GET', path });
  const { user, system } = process.cpuUsage(before);
  expect(answer).toMatchObject({ ok: false, problem: { code: 'link.inBetween' } });
  expect((user + system) / 1000).toBeLessThan(3_000);
  await http.close();
});

it('so is an answer to an upload', async () => {
  const pace: Pace = {
    ...({} as Pace),
    started: () => undefined,
    answered: () => undefined,
    broke: () => undefined,
    wrote: () => undefined,
    rest: () => 0,
    piece: () => 1024,
  };
  const http = openPacedHttp(origin, pace, () => Promise.resolve());
  sent = 0;
  const refused = http.stack.createRequest('PATCH', `${origin}/endless`).send(new Uint8Array(10) as never);
  await expect(refused).rejects.toBeInstanceOf(NotTheOffice);
  expect(sent).toBeLessThan(20 * 1024 * 1024);
  http.close();
});

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { request } from 'undici';
import { expect, it } from 'vitest';
import { verified } from './verified.ts';

const told = (error: unknown): Error => new Error('told', { cause: error });
const pieces = [Buffer.alloc(70_000, 1), Buffer.alloc(70_000, 2), Buffer.alloc(5, 3)];
const sha256 = createHash('sha256').update(Buffer.concat(pieces)).digest('hex');

it('gives the bytes of the hash, and an error in place of the end of others', async () => {
  const read = await verified(Readable.from(pieces), sha256, told).toArray();
  expect(Buffer.concat(read).equals(Buffer.concat(pieces))).toBe(true);
  let length = 0;
  const others = verified(Readable.from(pieces), '0'.repeat(64), told);
  const reading = (async () => {
    for await (const piece of others) length += (piece as Buffer).length;
  })();
  await expect(reading).rejects.toThrow('told');
  expect(length).toBe(140_000);
});

it('lets go of bytes that nobody began to read', async () => {
  const gone: unknown[] = [];
  const server = createServer((_request, response) => {
    response.write(pieces[0]);
    response.once('close', () => gone.push('closed'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // As from CouchDB: a body that is destroyed, or whose line breaks, has an error.
  const { body } = await request(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const unread = verified(body, sha256, told);
  unread.destroy();
  await once(unread, 'close');
  expect(body.destroyed).toBe(true);
  await expect.poll(() => gone).toEqual(['closed']);
  server.close();
});

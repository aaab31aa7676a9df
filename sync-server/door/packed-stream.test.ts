import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { packedStream } from './packed-stream.ts';

it('is gzip that any reader unpacks, heartbeats among it', async () => {
  const raw = new PassThrough();
  const out = packedStream(raw as unknown as ServerResponse);
  const rows = Array.from({ length: 300 }, (_, n) => `{"id":"workOrder:${n}","名":"光猫 ${n}"}`).join(',\n');
  const pieces = ['\n', '{"results":[\n', '\n', '\n', rows, '\n],"last_seq":"7"}\n'];
  for (const piece of pieces) out.write(piece);
  out.end();
  const packed = await buffer(raw);
  expect(gunzipSync(packed).toString()).toBe(pieces.join(''));
  expect(packed.length).toBeLessThan(rows.length / 3);
});

it('brings every piece at once: nothing waits for the end', async () => {
  const raw = new PassThrough();
  const out = packedStream(raw as unknown as ServerResponse);
  const read = raw.pipe(createGunzip());
  out.write('\n');
  const [first] = await once(read);
  expect(String(first)).toBe('\n');
  out.write('{"seq":1}\n');
  const [second] = await once(read);
  expect(String(second)).toBe('{"seq":1}\n');
  out.end();
});

const once = (stream: NodeJS.ReadableStream): Promise<[Buffer]> =>
  new Promise((resolve) => stream.once('data', (part: Buffer) => resolve([part])));

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { mkdir } from '../../storage/held-file.ts';
import type { ManifestFile } from './manifest.ts';
import { openPlainFile } from './plain-file.ts';

/** Writes JSON lines under `root`, flushed, with the hash of what was written. */
export async function writeLines(
  root: string,
  name: string,
  lines: AsyncIterable<unknown>,
): Promise<ManifestFile & { readonly count: number }> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  let [bytes, count] = [0, 0];
  try {
    for await (const line of lines) {
      const text = `${JSON.stringify(line)}\n`;
      hash.update(text);
      bytes += Buffer.byteLength(text);
      count += 1;
      await handle.write(text);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { path: name, sha256: hash.digest('hex'), bytes, count };
}

/** The values of a file of JSON lines in a backup, one after another. */
export async function* readLines(root: string, name: string): AsyncGenerator<unknown> {
  const handle = await openPlainFile(root, ...name.split('/'));
  const input = handle.createReadStream({ encoding: 'utf8' });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    if (line !== '') yield JSON.parse(line) as unknown;
}

/** How long a file of a backup is, and what it hashes to. */
export async function factsOfFile(
  root: string,
  name: string,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const handle = await openPlainFile(root, ...name.split('/'));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of handle.createReadStream()) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

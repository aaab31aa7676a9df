import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../test/processes/temporary-folder.ts';
import { writeFlushed } from './flushed-file.ts';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('flushed-file');
});
afterAll(() => folder.remove());

it('of writes that run at once the last one asked for has the name, however long each takes', async () => {
  const path = join(folder.path, 'settings.json');
  for (let round = 0; round < 20; round += 1) {
    const large = 'x'.repeat(200_000);
    await Promise.all([large, large, 'last'].map((text) => writeFlushed(path, text)));
    expect((await readFile(path, 'utf8')).length).toBe(4);
  }
});

it('a write that fails holds up none behind it', async () => {
  const nowhere = join(folder.path, 'none', 'file');
  const failing = [writeFlushed(nowhere, '1'), writeFlushed(nowhere, '2')];
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await writeFlushed(join(folder.path, 'file'), '3');
});

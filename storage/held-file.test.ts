import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../test/processes/temporary-folder.ts';
import { whenFree } from './held-file.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const held = new URL('../test/faults/held-files.mjs', import.meta.url).href;
const script = fileURLToPath(new URL('./writing-process.ts', import.meta.url));
let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('held');
});
afterEach(() => folder.remove());

/** Writes every kind of file of this folder in a process of its own, in which each name is refused so many times. */
async function writeAll(times: number): Promise<{ readonly out: string; readonly refusals: number }> {
  const count = join(folder.path, 'refusals');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--import', held, script, folder.path], {
    env: { ...process.env, LINEWORK_HELD_TIMES: String(times), LINEWORK_HELD_COUNT: count },
  });
  return { out: stdout.trim(), refusals: Number(readFileSync(count, 'utf8')) };
}

it('what a scanner holds is asked for again: file, journal, lock, reserve, store set aside', async () => {
  const { out, refusals } = await writeAll(3);
  expect(out).toBe('written journal locked reserve aside');
  expect(refusals).toBeGreaterThan(15);
  expect(readdirSync(folder.path).filter((name) => name.includes('.tmp') || name.endsWith('.new'))).toEqual([]);
}, 60_000);

it('what is refused for good is refused, with what the system said, and leaves no part behind', async () => {
  const { out } = await writeAll(1_000);
  expect(out).toMatch(/^refused E(PERM|BUSY|ACCES)$/);
}, 60_000);

it('nothing else is tried again', async () => {
  let tries = 0;
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  await expect(
    whenFree(async () => {
      tries += 1;
      throw full;
    }),
  ).rejects.toBe(full);
  expect(tries).toBe(1);
});

it('nothing of ours asks the file system itself for a name', () => {
  const asks =
    /import (?:\* as \w+|[^;]*\b(?:rename|rm|unlink|copyFile|mkdir|mkdirSync|renameSync|unlinkSync|copyFileSync)\b)[^;]* from 'node:fs(?:\/promises)?'/;
  const found = ['main', 'storage', 'sync-server', 'launch'].flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('-process.ts'))
      .map((file) => `${layer}/${file}`)
      .filter((file) => asks.test(readFileSync(join(root, file), 'utf8'))),
  );
  expect(found).toEqual(['storage/held-file.ts']);
});

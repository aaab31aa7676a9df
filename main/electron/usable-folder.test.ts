import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { whyUnusable } from './usable-folder.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('usable');
});
afterEach(() => folder.remove());

it('a folder that is not there yet is made, for its owner alone, and nothing is left in it', async () => {
  const fresh = path.join(folder.path, 'new', 'electron');
  expect(await whyUnusable(fresh)).toBeNull();
  expect(await whyUnusable(fresh)).toBeNull();
  expect(readdirSync(fresh)).toEqual([]);
  if (process.platform !== 'win32') expect(statSync(fresh).mode & 0o077).toBe(0);
});

it.each([
  ['a file stands in its place', 'taken', 'storage.notAFolder'],
  ['a file stands above it', path.join('taken', 'electron'), 'storage.notAFolder'],
  // As an error of a network drive that no list has: the lock of the single instance would fail there without a word.
  ['the system says what we have no words for', 'a\0b', 'storage.folderUnusable'],
] as const)('it is said why it cannot be used: %s', async (_, name, code) => {
  writeFileSync(path.join(folder.path, 'taken'), '');
  expect(await whyUnusable(path.join(folder.path, name))).toMatchObject({ code });
});

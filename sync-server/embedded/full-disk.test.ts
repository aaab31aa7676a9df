import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mountSmallDisk, type SmallDisk } from '../../test/durability/full-disk.ts';
import type { Database } from '../database/types.ts';
import { openEmbeddedDatabases } from './open-databases.ts';

let folder: string;
let disk: SmallDisk | null;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'linework-office-disk-'));
  disk = await mountSmallDisk(path.join(folder, 'disk'), 24 * 1024 * 1024);
});
afterAll(async () => {
  await disk?.unmount();
  await rm(folder, { recursive: true, force: true });
});

/** Answers whether the office said that it has the document. */
const write = async (database: Database, _id: string, length: number): Promise<boolean> => {
  const document = { _id, _rev: '1-a', text: 'x'.repeat(length) };
  try {
    return (await database.bulkDocs([document], { newEdits: false })).length === 0;
  } catch {
    return false;
  }
};

it('what was answered as stored after the disk had been full is there after a restart', async (context) => {
  if (disk === null) return context.skip();
  const place = path.join(disk.folder, 'databases');
  const databases = openEmbeddedDatabases(place);
  const database = await databases.ensure('work');
  const stored: string[] = [];
  const all = async (name: string, count: number, length: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) if (await write(database, `${name}-${n}`, length)) stored.push(`${name}-${n}`);
  };
  await all('before', 20, 1_000);
  await disk.fill(20_000);
  await all('full', 20, 5_000);
  expect(stored.length).toBeLessThan(40);
  disk.empty();
  await all('after', 50, 1_000);
  expect(stored.filter((id) => id.startsWith('after'))).toHaveLength(50);
  await databases.close();

  const again = openEmbeddedDatabases(place);
  const found = await again.open('work').allDocs({ keys: stored });
  expect(found.filter(({ error }) => error !== undefined).map(({ key }) => key)).toEqual([]);
  await again.close();
}, 30_000);

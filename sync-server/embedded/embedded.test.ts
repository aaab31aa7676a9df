import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { databaseContract } from '../database/contract.ts';
import { openEmbeddedDatabases } from './open-databases.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linework-embedded-'));
const databases = openEmbeddedDatabases(path.join(folder, 'contract'));
afterAll(async () => {
  await databases.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the embedded backend keeps the database contract', () => databaseContract(async () => databases));

describe('stores that nobody uses', () => {
  it('are closed and opened again without losing a write', async () => {
    const few = openEmbeddedDatabases(path.join(folder, 'few'), { maxOpen: 2 });
    const names = Array.from({ length: 8 }, (_, i) => `mailbox-${i}`);
    await Promise.all(names.map((name) => few.ensure(name)));
    for (let round = 0; round < 5; round += 1)
      await Promise.all(names.map((name) => few.open(name).bulkDocs([{ _id: `r${round}` }])));
    const counts = await Promise.all(names.map(async (name) => (await few.open(name).info()).doc_count));
    expect(counts).toEqual(names.map(() => 5));
    await few.close();
  });

  it('keep what was acknowledged when opened by another process later', async () => {
    const place = path.join(folder, 'again');
    const first = openEmbeddedDatabases(place);
    await (await first.ensure('work')).bulkDocs([{ _id: 'a', value: '光' }]);
    await first.close();
    const second = openEmbeddedDatabases(place);
    expect(await second.open('work').get('a')).toMatchObject({ value: '光' });
    await second.close();
  });
});

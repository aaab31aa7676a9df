import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { migrations } from './all.ts';
import { migrate } from './migration.ts';

const clock = { now: () => 1_790_000_000_000, facts: () => ({ at: '', uptimeMs: 0, bootId: '' }) };

it('gives the technicians of an older office their mailboxes, once', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'linework-migration-'));
  const databases = openEmbeddedDatabases(folder);
  onTestFinished(async () => {
    await databases.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const accounts = await databases.ensure('accounts');
  const office = await databases.ensure('office');
  await accounts.bulkDocs([
    { _id: 'account:01old', accountId: '01old', role: 'technician' },
    { _id: 'account:01disp', accountId: '01disp', role: 'dispatcher' },
  ]);
  expect(await migrate(databases, office, migrations, clock)).toEqual(migrations.map(({ name }) => name));
  expect(await databases.list()).toEqual(['accounts', 'mailbox-01old', 'office']);
  expect(await migrate(databases, office, migrations, clock)).toEqual([]);
});

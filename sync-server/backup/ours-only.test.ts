import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CouchLike, startCouchLike } from '../../test/fixtures/couchdb-like/server.ts';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { couchDatabases } from '../couchdb/couch-databases.ts';
import type { Databases } from '../database/types.ts';
import { fileEvidenceStore } from '../evidence/file-evidence-store.ts';
import { assertOffice } from '../generation.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

/** A CouchDB that other applications use too, and an office on it without a prefix. */
const foreign = [
  'crm',
  'mailbox-list',
  'mailbox-01',
  'b-office',
  'b-work',
  'b-mailbox-01kdem000000000000000tech1',
  'workshop',
];
const mailbox = 'mailbox-01kdem000000000000000tech1';
let folder: TemporaryFolder;
let couch: CouchLike;
let other: CouchLike;
let databases: Databases;
let target: Databases;

beforeEach(async () => {
  folder = await temporaryFolder('ours-only');
  couch = await startCouchLike(path.join(folder.path, 'couch'));
  other = await startCouchLike(path.join(folder.path, 'other'));
  [databases, target] = [couchDatabases(couch.url), couchDatabases(other.url)];
  for (const name of [...foreign, 'work', mailbox])
    await (await databases.ensure(name)).bulkDocs([{ _id: 'a', from: name }]);
  await (await databases.ensure('office')).bulkDocs([{ _id: 'generation', type: 'generation', value: 'g' }]);
});
afterEach(async () => {
  await Promise.all([databases.close(), target.close()]);
  await Promise.all([couch.close(), other.close()]);
  await folder.remove();
});

const evidence = () => fileEvidenceStore(path.join(folder.path, 'evidence'));
const backup = (to: string) =>
  takeBackup({ databases, evidence: evidence(), now: Date.now }, path.join(folder.path, to));
const restore = (from: string) =>
  restoreBackup(path.join(folder.path, from), {
    databases: target,
    evidence: evidence(),
    partsFolder: path.join(folder.path, 'parts'),
    makeId: () => 'new',
  });

it('takes the office’s databases and nobody else’s', async () => {
  const manifest = await backup('copy');
  expect(manifest.databases.map(({ name }) => name).sort()).toEqual([mailbox, 'office', 'work']);
  expect(readdirSync(path.join(folder.path, 'copy', 'databases')).sort()).toEqual(
    [mailbox, 'office', 'work'].map((name) => `${name}.jsonl`),
  );
});

it('restores beside another application’s databases and leaves those as they are', async () => {
  await backup('copy');
  await (await target.ensure('crm')).bulkDocs([{ _id: 'a', from: 'the target' }]);
  await (await target.ensure('mailbox-list')).bulkDocs([{ _id: 'a', from: 'the target' }]);
  await restore('copy');
  expect(await target.open('work').get('a')).toMatchObject({ from: 'work' });
  for (const name of ['crm', 'mailbox-list'])
    expect(await target.open(name).get('a')).toMatchObject({ from: 'the target' });
  expect([...(await target.list())].filter((name) => !name.startsWith('_')).sort()).toEqual(
    ['crm', mailbox, 'mailbox-list', 'office', 'work'].sort(),
  );
});

it('writes nothing where an office is, and takes nothing where none is', async () => {
  await backup('copy');
  await (await target.ensure('work')).bulkDocs([{ _id: 'a', from: 'the target' }]);
  await expect(restore('copy')).rejects.toThrow(/not empty: it has a database work/);
  expect(await target.open('work').get('a')).toMatchObject({ from: 'the target' });
  const none = takeBackup({ databases: target, evidence: evidence(), now: Date.now }, path.join(folder.path, 'none'));
  await expect(none).rejects.toThrow(/no office here/);
});

it('opens no office on another application’s database of the same name', async () => {
  const theirs = await target.ensure('office');
  await assertOffice(theirs);
  await theirs.bulkDocs([{ _id: 'desk', chairs: 4 }]);
  await expect(assertOffice(theirs)).rejects.toThrow(/\?prefix=/);
  await assertOffice(databases.open('office'));
});

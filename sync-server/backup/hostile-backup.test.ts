import { createHash } from 'node:crypto';
import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { fileEvidenceStore } from '../evidence/file-evidence-store.ts';
import { restoreCommand } from './commands.ts';
import { type RestoreTarget, restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

let folder: string;
let backup: string;
const at = (...names: string[]): string => path.join(folder, ...names);
const account = (letter: string, role: string, more: object = {}) => ({
  _id: `account:${letter.repeat(26)}`,
  type: 'account',
  accountId: letter.repeat(26),
  username: `name-${letter}`,
  name: '张三',
  role,
  disabled: false,
  ...more,
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'linework-hostile-'));
  backup = at('backup');
  const databases = openEmbeddedDatabases(at('office', 'store'));
  const evidence = fileEvidenceStore(at('office', 'evidence'));
  const work = await databases.ensure('work');
  await work.bulkDocs([{ _id: 'workOrder:1', words: '工单' }]);
  await (await databases.ensure('office')).bulkDocs([{ _id: 'generation', type: 'generation', value: 'g' }]);
  await (await databases.ensure('accounts')).bulkDocs([
    account('a', 'administrator'),
    account('t', 'technician', { disabled: true }),
  ]);
  const bytes = Buffer.from('\xff\xd8\xffpicture', 'latin1');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(at('part'), bytes);
  await evidence.put(at('part'), {
    orderId: '1'.repeat(26),
    sha256,
    bytes: bytes.length,
    mediaType: 'image/jpeg',
    kind: 'view',
    evidenceId: 'e',
    receivedAt: '2026-03-02T01:00:00.000Z',
    receivedFrom: 'x',
  });
  await takeBackup({ databases, evidence, now: Date.now }, backup);
  await databases.close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Restores into a fresh office and says what that holds afterwards. */
async function restored(more: Partial<RestoreTarget> = {}) {
  const databases = openEmbeddedDatabases(at('fresh', 'store'));
  const evidence = fileEvidenceStore(at('fresh', 'evidence'));
  const target = { databases, evidence, partsFolder: at('fresh', 'parts'), makeId: () => 'x', ...more };
  const said = await restoreBackup(backup, target).then(
    (manifest) => (manifest === null ? 'not agreed' : 'restored'),
    (error: Error) => error.message,
  );
  const holds = [...(await databases.list())].sort();
  await databases.close();
  return { said, holds };
}

type Manifest = {
  databases: { name: string; documents: number; file: { path: string; sha256: string; bytes: number } }[];
};
async function rewrite(change: (manifest: Manifest) => void): Promise<void> {
  const manifest = JSON.parse(await readFile(at('backup', 'manifest.json'), 'utf8')) as Manifest;
  change(manifest);
  await writeFile(at('backup', 'manifest.json'), JSON.stringify(manifest));
}
const facts = (bytes: Buffer) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });
async function evidenceFileOf(): Promise<string> {
  const names = await readdir(at('backup', 'evidence'), { recursive: true });
  return at('backup', 'evidence', names.find((name) => name.length > 60) ?? '');
}

describe('a backup that somebody made up', () => {
  it('may be a whole one', async () => {
    expect(await restored()).toEqual({ said: 'restored', holds: ['accounts', 'office', 'work'] });
  });

  it.each([
    '../outside.jsonl',
    '/etc/hostname',
    'databases/../../outside.jsonl',
    'databases\\work.jsonl',
    'work.jsonl',
    '',
  ])('names no file %j', async (name) => {
    const bytes = await readFile(at('backup', 'databases', 'work.jsonl'));
    await writeFile(at('outside.jsonl'), bytes);
    await rewrite(({ databases }) => {
      for (const one of databases) if (one.name === 'work') one.file.path = name;
    });
    const { said, holds } = await restored();
    expect(said).toMatch(/not one of ours/);
    expect(holds).toEqual([]);
  });

  it.each(['../x', 'Work', 'a/b', '_users', '', 'work\n', 'x'.repeat(200)])('names no database %j', async (name) => {
    await rewrite(({ databases }) => {
      for (const one of databases)
        if (one.name === 'work') Object.assign(one, { name, file: { ...one.file, path: `databases/${name}.jsonl` } });
    });
    expect(await restored()).toMatchObject({ said: expect.stringMatching(/not one of ours/), holds: [] });
  });

  it('names no database twice', async () => {
    await rewrite(({ databases }) => databases.push(...databases.slice(0, 1)));
    expect(await restored()).toMatchObject({ said: expect.stringMatching(/twice/), holds: [] });
  });

  it.each(['databases/work.jsonl', 'evidence.jsonl', 'manifest.json', 'evidence'])(
    'leads nowhere by a link in the place of %s',
    async (name) => {
      const file = name === 'evidence' ? await evidenceFileOf() : at('backup', name);
      for (const lead of [symlink, link]) {
        await rename(file, at('elsewhere'));
        await lead(at('elsewhere'), file);
        expect(await restored()).toMatchObject({ said: expect.stringMatching(/is a link/), holds: [] });
        await rm(file);
        await rename(at('elsewhere'), file);
      }
    },
  );

  it('leads nowhere by a folder that is a link, and a folder is no file', async () => {
    await rename(at('backup', 'databases'), at('elsewhere'));
    await symlink(at('elsewhere'), at('backup', 'databases'));
    expect(await restored()).toMatchObject({ said: expect.stringMatching(/is a link/), holds: [] });
    await rm(at('backup', 'databases'));
    await rename(at('elsewhere'), at('backup', 'databases'));
    await rm(at('backup', 'databases', 'work.jsonl'));
    await mkdir(at('backup', 'databases', 'work.jsonl'));
    expect(await restored()).toMatchObject({ said: expect.stringMatching(/is a link/), holds: [] });
  });

  it.each([
    ['{"_id":"_design/x","language":"javascript"}', 'work', /none of ours/],
    ['{"_id":"account:x","type":"account","role":"administrator"}', 'accounts', /an account that is none/],
  ])('holds no %s', async (line, name, words) => {
    const bytes = Buffer.from(`${line}\n`);
    await writeFile(at('backup', 'databases', `${name}.jsonl`), bytes);
    await rewrite(({ databases }) => {
      for (const one of databases) if (one.name === name) Object.assign(one.file, facts(bytes));
    });
    expect((await restored()).said).toMatch(words);
  });

  it('is told from the one that was taken by the hash of its manifest', async () => {
    const taken = facts(await readFile(at('backup', 'manifest.json'))).sha256;
    const bytes = Buffer.from(`${JSON.stringify(account('z', 'administrator'))}\n`);
    await writeFile(at('backup', 'databases', 'accounts.jsonl'), bytes);
    await rewrite(({ databases }) => {
      for (const one of databases) if (one.name === 'accounts') Object.assign(one.file, facts(bytes));
    });
    const { said, holds } = await restored({ expected: taken });
    expect(said).toMatch(/not the backup that is expected/);
    expect(holds).toEqual([]);
  });

  it('says whom it brings before anything is written, and brings nobody unless agreed', async () => {
    const told: unknown[] = [];
    const agree = async (...given: unknown[]): Promise<boolean> => {
      told.push(...given);
      return false;
    };
    expect(await restored({ agree })).toEqual({ said: 'not agreed', holds: [] });
    expect(told[0]).toMatchObject({
      accounts: [
        { username: 'name-a', role: 'administrator', disabled: false },
        { username: 'name-t', role: 'technician', disabled: true },
      ],
      devices: 0,
      sessions: 0,
    });
    expect(await restored({ withAccounts: false })).toEqual({ said: 'restored', holds: ['office', 'work'] });
  });

  it('is restored by the command line, which prints them', async () => {
    const said: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
    try {
      expect(await restoreCommand(['--from', backup, '--data', at('by-command'), '--yes'])).toBe(0);
    } finally {
      process.stdout.write = write;
    }
    const text = said.join('');
    expect(text).toMatch(/brings 2 accounts \(1 administrators who can sign in\), 0 enrolled devices/);
    expect(text.indexOf('name-a')).toBeLessThan(text.indexOf('restored the backup'));
    const databases = openEmbeddedDatabases(at('by-command', 'store'));
    const noted = await databases.open('audit').allDocs({ includeDocs: true });
    await databases.close();
    expect(noted.map(({ doc }) => doc)).toMatchObject([{ action: 'office.restored', by: null, address: null }]);
    expect(text).toMatch(/technician +name-t +张三 \(disabled\)/);
  });
});

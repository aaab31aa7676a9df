import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startS3Like } from '../../test/fixtures/s3-like/server.ts';
import { machineClock } from '../clock.ts';
import { defaultPolicy } from '../config.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { evidenceFolder, readEvidencePlace } from '../evidence/evidence-place.ts';
import { fileEvidenceStore } from '../evidence/file-evidence-store.ts';
import { openEvidenceStore } from '../evidence/open-evidence-store.ts';
import { type Office, openOffice } from '../open-office.ts';
import { localDoorOf } from './local-door.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
let office: Office;

const openAt = (data: string): Promise<Office> =>
  openOffice(
    {
      host: '127.0.0.1',
      port: 0,
      data,
      couchdb: null,
      demo: true,
      empty: true,
      tls: null,
      consoleFolder: data,
      policy: { ...defaultPolicy, scryptLog2N: 10 },
    },
    { log: pino({ level: 'silent' }), clock: machineClock() },
  );

/** The command line as a person runs it. */
function command(...args: string[]) {
  const child = run(process.execPath, ['--import', 'tsx', 'sync-server/cli.ts', ...args], { cwd: root });
  return child.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

async function everything(database: Database): Promise<readonly string[]> {
  const { results } = await database.changes({ includeDocs: true });
  return results.map(({ doc }) => JSON.stringify(doc, Object.keys(doc ?? {}).sort())).sort();
}

/** Documents with a conflict among them, and pictures of two orders, one of them shared. */
async function fill({ context: { work } }: Office, data: string): Promise<void> {
  const leaf = (rev: string) => ({
    _id: 'conflicting',
    _rev: `2-${rev}`,
    _revisions: { start: 2, ids: [rev, 'aa'] },
    rev,
  });
  await work.bulkDocs(Array.from({ length: 1200 }, (_, i) => ({ _id: `document:${i}`, words: '工单' })));
  await work.bulkDocs([leaf('bb'), leaf('cc')], { newEdits: false });
  const store = fileEvidenceStore(evidenceFolder(data));
  for (const [orderId, picture] of [
    ['1', 'a'],
    ['1', 'b'],
    ['2', 'b'],
  ] as const) {
    const bytes = Buffer.from(`\xff\xd8\xff${picture}`, 'latin1');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const part = path.join(data, 'part');
    writeFileSync(part, bytes);
    await store.put(part, {
      orderId: orderId.repeat(26),
      sha256,
      bytes: bytes.length,
      mediaType: 'image/jpeg',
      kind: 'view',
      evidenceId: 'e',
      receivedAt: '2026-03-02T01:00:00.000Z',
      receivedFrom: 'x',
    });
  }
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-backup-'));
  office = await openAt(path.join(folder, 'data'));
  await fill(office, path.join(folder, 'data'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

it('copies a working office and makes the same office of the copy', { timeout: 120_000 }, async () => {
  const [data, to, restored] = [path.join(folder, 'data'), path.join(folder, 'copy'), path.join(folder, 'restored')];
  expect(statSync(localDoorOf(data)).mode & 0o077).toBe(0);
  let writing = true;
  const busy = (async () => {
    for (let i = 0; writing; i += 1) await office.context.quarantine.bulkDocs([{ _id: `during:${i}` }]);
  })();
  expect(await command('backup', '--data', data, '--to', to)).toMatchObject({ code: 0 });
  writing = false;
  await busy;

  expect(await command('restore', '--from', to, '--data', restored)).toMatchObject({ code: 0 });
  const second = await openAt(restored);
  try {
    expect(await everything(second.context.work)).toEqual(await everything(office.context.work));
    expect(await second.context.work.leaves('conflicting')).toHaveLength(2);
    expect(second.context.generation).not.toBe(office.context.generation);
    expect((await second.context.accounts.signIn({ username: 'disp1', password: 'linework', address: 'x' })).ok).toBe(
      true,
    );
    const store = fileEvidenceStore(evidenceFolder(restored));
    let held = 0;
    for await (const reference of fileEvidenceStore(evidenceFolder(data)).list()) {
      expect(await store.has(reference.orderId, reference.sha256)).toEqual(reference);
      held += 1;
    }
    expect(held).toBe(3);
  } finally {
    await second.close();
  }
});

it('moves an office from files to S3, and leaves the bytes there when it is told to', {
  timeout: 120_000,
}, async () => {
  const s3 = await startS3Like(path.join(folder, 's3'));
  for (const [name, value] of Object.entries(s3.env)) vi.stubEnv(name, value);
  const [data, whole, light] = [path.join(folder, 'data'), path.join(folder, 'whole'), path.join(folder, 'light')];
  const at = `s3://${s3.bucket}/moved`;
  const store = await openEvidenceStore(readEvidencePlace(at, process.env, null), {
    data,
    databases: office.context.databases,
  });
  try {
    expect(await command('backup', '--data', data, '--to', whole)).toMatchObject({ code: 0 });
    const inS3 = path.join(folder, 'in-s3');
    expect(await command('restore', '--from', whole, '--data', inS3, '--evidence', at)).toMatchObject({ code: 0 });
    let held = 0;
    for await (const reference of fileEvidenceStore(evidenceFolder(data)).list()) {
      expect(await store.has(reference.orderId, reference.sha256)).toEqual(reference);
      held += 1;
    }
    expect(held).toBe(3);

    const told = await command('backup', '--data', inS3, '--to', light, '--evidence', at, '--evidence-stays');
    expect(told).toMatchObject({ code: 0, said: expect.stringContaining(`NOT in it, they stayed in ${at}`) });
    expect(readdirSync(light).sort()).toEqual(['databases', 'evidence.jsonl', 'manifest.json']);
    const elsewhere = await command('restore', '--from', light, '--data', path.join(folder, 'nowhere'));
    expect(elsewhere).toMatchObject({ code: 1, said: expect.stringContaining('is not where it is to be restored') });
    const again = await command('restore', '--from', light, '--data', path.join(folder, 'again'), '--evidence', at);
    expect(again).toMatchObject({ code: 0 });
  } finally {
    await store.close();
    await s3.close();
  }
});

it('refuses a damaged or unfinished copy, and a folder that is not empty', async () => {
  const [data, to] = [path.join(folder, 'data'), path.join(folder, 'copy')];
  const { databases, clock } = office.context;
  const source = { databases, evidence: fileEvidenceStore(evidenceFolder(data)), now: clock.now };
  await takeBackup(source, to);
  await expect(takeBackup(source, to)).rejects.toThrow('not empty');
  await expect(restoreInto(to, data, databases)).rejects.toThrow('not empty');
  const evidence =
    readdirSync(path.join(to, 'evidence'), { recursive: true, encoding: 'utf8' }).find((name) => name.length > 60) ??
    '';
  for (const name of ['databases/work.jsonl', 'evidence.jsonl', path.join('evidence', evidence), 'manifest.json']) {
    const file = path.join(to, name);
    const good = readFileSync(file);
    const bad = Buffer.from(good);
    bad[3] = (bad[3] ?? 0) ^ 1;
    if (name === 'manifest.json') rmSync(file);
    else writeFileSync(file, bad);
    const fresh = path.join(folder, `into-${path.basename(name)}`);
    const empty = openEmbeddedDatabases(path.join(fresh, 'store'));
    await expect(restoreInto(to, fresh, empty), name).rejects.toThrow(/damaged|no complete backup/);
    expect(await empty.list()).toEqual([]);
    await empty.close();
    writeFileSync(file, good);
  }
});

const restoreInto = (from: string, data: string, databases: Databases) =>
  restoreBackup(from, {
    databases,
    evidence: fileEvidenceStore(evidenceFolder(data)),
    partsFolder: path.join(data, 'parts'),
    makeId: () => 'x',
  });

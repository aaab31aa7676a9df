import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineClock } from '../clock.ts';
import { defaultPolicy } from '../config.ts';
import type { Database } from '../database/types.ts';
import { seedDemo } from '../demo/seed.ts';
import { fileEvidenceStore } from '../evidence/file-evidence-store.ts';
import { evidenceFolder } from '../evidence/room.ts';
import { type Office, openOffice } from '../open-office.ts';
import { localDoorOf } from './local-door.ts';

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

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-backup-'));
  office = await openAt(path.join(folder, 'data'));
  await seedDemo(office.context);
});
afterEach(async () => {
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
  expect((await command('backup', '--data', data, '--to', to)).said).toContain('not empty');

  expect(await command('restore', '--from', to, '--data', restored)).toMatchObject({ code: 0 });
  expect((await command('restore', '--from', to, '--data', restored)).said).toContain('not empty');
  const second = await openAt(restored);
  try {
    expect(await everything(second.context.work)).toEqual(await everything(office.context.work));
    expect(second.context.orders.count()).toBe(24);
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
    expect(held).toBeGreaterThan(100);
  } finally {
    await second.close();
  }
});

it('refuses a damaged or unfinished copy before it writes anything', { timeout: 120_000 }, async () => {
  const [data, to] = [path.join(folder, 'data'), path.join(folder, 'copy')];
  await office.close();
  expect(await command('backup', '--data', data, '--to', to)).toMatchObject({ code: 0 });
  const evidence =
    readdirSync(path.join(to, 'evidence'), { recursive: true, encoding: 'utf8' }).find((name) => name.length > 60) ??
    '';
  for (const name of ['databases/work.jsonl', path.join('evidence', evidence), 'manifest.json']) {
    const file = path.join(to, name);
    const good = readFileSync(file);
    const bad = Buffer.from(good);
    bad[Math.floor(bad.length / 2)] = (bad[Math.floor(bad.length / 2)] ?? 0) ^ 1;
    if (name === 'manifest.json') rmSync(file);
    else writeFileSync(file, bad);
    const restored = path.join(folder, `into-${path.basename(name)}`);
    expect((await command('restore', '--from', to, '--data', restored)).code, name).toBe(1);
    expect(readdirSync(restored)).toEqual([]);
    writeFileSync(file, good);
  }
  office = await openAt(data);
});

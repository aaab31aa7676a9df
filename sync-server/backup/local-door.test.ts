import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineClock } from '../clock.ts';
import { defaultPolicy } from '../config.ts';
import { type Office, openOffice } from '../open-office.ts';
import { askRunningOffice, localDoorOf } from './local-door.ts';

let folder: string;
let office: Office | null;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'linework-door-'));
  office = null;
});
afterEach(async () => {
  await office?.close();
  await rm(folder, { recursive: true, force: true });
});

const openAt = async (data: string): Promise<void> => {
  const config = { host: '127.0.0.1', port: 0, couchdb: null, demo: false, empty: true, tls: null };
  const policy = { ...defaultPolicy, scryptLog2N: 4 };
  office = await openOffice(
    { ...config, data, consoleFolder: data, policy },
    { log: pino({ level: 'silent' }), clock: machineClock() },
  );
};

it('has a name in a shared folder that nobody can foresee, in a folder of its own, and takes both away', async () => {
  const data = path.join(folder, 'a-folder-with-a-very-long-name'.repeat(4), 'data');
  await openAt(data);
  const door = localDoorOf(data);
  expect((await stat(path.dirname(door))).mode & 0o077).toBe(0);
  expect((await lstat(door)).mode & 0o077).toBe(0);
  expect((await lstat(path.join(data, 'office.sock.path'))).mode & 0o077).toBe(0);
  expect(await askRunningOffice(data, path.join(folder, 'copy'), false)).toMatchObject({ ok: true });
  // A second start gets another one; a folder that others may enter is not asked.
  await chmod(path.dirname(door), 0o755);
  await expect(askRunningOffice(data, path.join(folder, 'again'), false)).rejects.toThrow('alone');
  await chmod(path.dirname(door), 0o700);
  await office?.close();
  office = null;
  expect(await lstat(path.dirname(door)).catch(() => null)).toBeNull();
  await openAt(data);
  expect(localDoorOf(data)).not.toBe(door);
});

it('is found in a data folder that was open to everybody and is private now, with what a backup writes', async () => {
  const data = path.join(folder, 'data');
  await mkdir(data);
  await writeFile(path.join(data, 'login.json'), '{}');
  await chmod(data, 0o755);
  await chmod(path.join(data, 'login.json'), 0o644);
  await openAt(data);
  expect((await stat(data)).mode & 0o777).toBe(0o700);
  expect((await stat(path.join(data, 'login.json'))).mode & 0o777).toBe(0o600);
  expect(office?.context.privacy).toEqual({ kind: 'private', tightened: true });
  const to = path.join(folder, 'copy');
  await mkdir(to);
  await chmod(to, 0o777);
  expect(await askRunningOffice(data, to, false)).toMatchObject({ ok: true });
  for (const name of ['', ...(await readdir(to, { recursive: true }))])
    expect((await stat(path.join(to, name))).mode & 0o077, name).toBe(0);
  expect(await readFile(path.join(to, 'manifest.json'), 'utf8')).toContain('"format": 1');
});

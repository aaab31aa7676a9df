import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linework-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lets one owner in and the next after his release', async () => {
  const first = await lockFolder(folder);
  if (!first.ok) throw new Error('refused');
  const second = await lockFolder(folder);
  expect(second.ok ? null : second.problem.code).toBe('storage.inUse');
  await first.value.release();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
  expect((await lockFolder(folder)).ok).toBe(true);
});

it('takes over from a dead process', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.on('exit', resolve));
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: child.pid, startedAt: 'x', token: 'y' }));
  expect((await lockFolder(folder)).ok).toBe(true);
});

it.skipIf(process.platform !== 'linux')('takes over when the number belongs to another process by now', async () => {
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.ppid, startedAt: 'another boot/1', token: 'y' }));
  expect((await lockFolder(folder)).ok).toBe(true);
});

it('takes over a torn lock file', async () => {
  writeFileSync(join(folder, 'lock'), '{"pid":');
  expect((await lockFolder(folder)).ok).toBe(true);
});

it('lets exactly one of many in', async () => {
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 - 3, startedAt: 'x', token: 'y' }));
  const tries = await Promise.all(Array.from({ length: 12 }, () => lockFolder(folder)));
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
});

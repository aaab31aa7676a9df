import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

it('lets exactly one of many in, whatever the owner before left, a hundred times', async () => {
  const dead = (token: string) => JSON.stringify({ pid: 2 ** 22 - 3, startedAt: 'x', token });
  const left: readonly Readonly<Record<string, string>>[] = [
    {},
    { lock: dead('y') },
    { lock: '' },
    // He died while he took over from another, and the next one as well.
    { lock: dead('y'), 'lock.after-y': dead('z') },
    { lock: dead('y'), 'lock.after-y': dead('z'), 'lock.after-z': dead('w') },
    // On a memory card both may be torn, and a torn file names nobody.
    { lock: '', 'lock.after-torn': '' },
    { lock: '', 'lock.after-torn': '', 'lock.after-torn+': '{"pid":' },
    { lock: dead('y'), 'lock.after-y': dead('y') },
  ];
  for (let round = 0; round < 100; round += 1) {
    const place = join(folder, `round-${round}`);
    mkdirSync(place);
    const files = left[round % left.length] ?? {};
    for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
    const tries = await Promise.all(Array.from({ length: 12 }, () => lockFolder(place)));
    expect([files, tries.filter(({ ok }) => ok).length]).toEqual([files, 1]);
    expect(readdirSync(place)).toEqual(['lock']);
    for (const one of tries) if (one.ok) await one.value.release();
    expect(readdirSync(place)).toEqual([]);
  }
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { alone } from './lock.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linework-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('lets one work at a time, and the next after a failure', async () => {
  const lock = path.join(folder, 'one');
  const said: string[] = [];
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await wait(20);
    said.push(`${name} ends`);
    if (name === 'a') throw new Error('failed');
  };
  await Promise.allSettled([alone(work('a'), lock), alone(work('b'), lock)]);
  expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('takes over from an owner that is gone', async () => {
  const lock = path.join(folder, 'two');
  mkdirSync(lock);
  writeFileSync(path.join(lock, 'pid'), '4194303');
  expect(await alone(async () => 'done', lock)).toBe('done');
});

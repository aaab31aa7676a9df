import { createHook } from 'node:async_hooks';
import { scryptSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { slowHash } from './slow-hash.ts';

const salt = Buffer.alloc(16, 7);
const cost = { N: 2 ** 13, r: 8, p: 1 };

it('is scrypt', async () => {
  const expected = scryptSync('密码 with blanks', salt, 32, cost);
  expect(await slowHash('密码 with blanks', salt, cost)).toEqual(expected);
});

it('leaves the threads of files and stores alone: a file is read while 40 passwords wait', async () => {
  let done = 0;
  const hashes = Array.from({ length: 40 }, async (_, n) => {
    await slowHash(`password ${n}`, salt, cost);
    done += 1;
  });
  await readFile(import.meta.filename);
  expect(done).toBeLessThan(20);
  await Promise.all(hashes);
});

it('asks the process for no scrypt', async () => {
  const types: string[] = [];
  const hook = createHook({ init: (_id, type) => void types.push(type) }).enable();
  await slowHash('password', salt, cost);
  hook.disable();
  expect(types.filter((type) => /scrypt/i.test(type))).toEqual([]);
});

it('says a cost that scrypt does not take, and goes on', async () => {
  await expect(slowHash('password', salt, { N: 3, r: 8, p: 1 })).rejects.toThrow();
  expect(await slowHash('password', salt, cost)).toHaveLength(32);
});

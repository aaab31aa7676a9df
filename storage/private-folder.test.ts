import { chmod, lstat, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makePrivate } from './private-folder.ts';

let folder: string;
const at = (...names: string[]): string => path.join(folder, ...names);
const modeOf = async (file: string): Promise<string> => ((await lstat(file)).mode & 0o777).toString(8);
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'linework-private-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes a folder that was open to everybody its owner’s alone, with all that lies in it', async () => {
  await mkdir(at('data', 'store', 'work'), { recursive: true });
  for (const name of ['data/accounts.json', 'data/store/work/000001.ldb']) await writeFile(at(name), 'x');
  for (const name of ['data', 'data/store', 'data/store/work']) await chmod(at(name), 0o755);
  for (const name of ['data/accounts.json', 'data/store/work/000001.ldb']) await chmod(at(name), 0o644);
  expect(await makePrivate(at('data'))).toEqual({ kind: 'private', tightened: true });
  for (const name of ['data', 'data/store', 'data/store/work']) expect(await modeOf(at(name))).toBe('700');
  for (const name of ['data/accounts.json', 'data/store/work/000001.ldb']) expect(await modeOf(at(name))).toBe('600');
});

it('makes a folder that is not there, and leaves a private one as it is', async () => {
  expect(await makePrivate(at('a', 'b'))).toEqual({ kind: 'private', tightened: false });
  expect(await modeOf(at('a', 'b'))).toBe('700');
  await mkdir(at('a', 'b', 'late'));
  await chmod(at('a', 'b', 'late'), 0o777);
  expect(await makePrivate(at('a', 'b'))).toEqual({ kind: 'private', tightened: false });
  expect(await modeOf(at('a', 'b', 'late'))).toBe('700');
});

it('tightens what an operator put on another disk, and nothing else that a link leads to', async () => {
  await mkdir(at('disk', 'inner'), { recursive: true });
  await mkdir(at('else'));
  await writeFile(at('secret.txt'), 'x');
  for (const name of ['disk', 'disk/inner', 'else']) await chmod(at(name), 0o755);
  await chmod(at('secret.txt'), 0o644);
  await mkdir(at('data'), { mode: 0o755 });
  await symlink(at('disk'), at('data', 'store'));
  await symlink(at('secret.txt'), at('data', 'file'));
  await symlink(at('else'), at('disk', 'link'));
  await makePrivate(at('data'));
  expect(await modeOf(at('disk'))).toBe('700');
  expect(await modeOf(at('disk', 'inner'))).toBe('700');
  expect(await modeOf(at('secret.txt'))).toBe('644');
  expect(await modeOf(at('else'))).toBe('755');
});

it('leaves the group its rights where several programs share a folder', async () => {
  await mkdir(at('shared'));
  await chmod(at('shared'), 0o775);
  await makePrivate(at('shared'), true);
  expect(((await stat(at('shared'))).mode & 0o777).toString(8)).toBe('770');
});

it('says when it cannot be: a folder that is another user’s', async () => {
  await mkdir(at('theirs'));
  await chmod(folder, 0o755);
  await chmod(at('theirs'), 0o755);
  const isRoot = process.getuid?.() === 0;
  // Root may change everybody's: it looks as somebody else.
  if (isRoot) process.seteuid?.(65_534);
  try {
    expect(await makePrivate(isRoot ? at('theirs') : '/usr')).toEqual({ kind: 'open', reason: 'notOurs' });
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

it('takes a folder that is everybody’s from nobody', async () => {
  await mkdir(at('shared'));
  await chmod(at('shared'), 0o1777);
  await mkdir(at('shared', 'theirs'));
  await chmod(at('shared', 'theirs'), 0o755);
  expect(await makePrivate(at('shared'))).toEqual({ kind: 'open', reason: 'shared' });
  expect(await modeOf(at('shared', 'theirs'))).toBe('755');
});

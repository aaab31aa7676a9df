import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problem } from '../domain/problem.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { codeOf, isMissing, makeFlushedFolder } from './flushed-file.ts';
import { rename, rm } from './held-file.ts';

export type FolderLock = { readonly release: () => Promise<void> };

type Owner = { readonly pid: number; readonly startedAt: string; readonly token: string };

/**
 * One process owns a data folder. The lock names its owner by process id and start time, so that the lock of a dead
 * process is taken over although its number may be in use again. LevelDB's own lock stands behind it.
 * @returns `storage.inUse` while another living process holds the folder
 */
export async function lockFolder(folder: string): Promise<Result<FolderLock>> {
  await makeFlushedFolder(folder);
  const path = join(folder, 'lock');
  const mine: Owner = { pid: process.pid, startedAt: startOf(process.pid) ?? '', token: randomUUID() };
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    if (await place(path, mine)) return ok({ release: () => release(path, mine) });
    const answer = await takeOver(path, mine);
    if (answer === 'changed') continue;
    if (answer !== 'taken') return refused(problem('storage.inUse', { pid: answer.pid }));
    return ok({ release: () => release(path, mine) });
  }
  return refused(problem('storage.inUse', {}));
}

/** Each try that fails means that somebody else went a step further. */
const triesAtMost = 20;

/**
 * Takes the place of a dead owner, once: the right to succeed him is a file named by his token, which one process alone can make. Whoever
 * died with the right in his hand is succeeded in the same way.
 * @returns the living owner; `changed` when the lock is no longer the one that was looked at
 */
async function takeOver(path: string, mine: Owner): Promise<'taken' | 'changed' | Owner> {
  const first = await readOwner(path);
  if (first === null) return 'changed';
  const passed: string[] = [];
  let holder: Owner | null = first;
  while (holder !== null) {
    if (isAlive(holder)) return holder;
    const right = rightAfter(path, holder, passed);
    if (await place(right, mine)) {
      // Who looked at a lock that was taken over meanwhile may make its right anew, when the file has become the lock.
      if ((await readOwner(path))?.token !== first.token) {
        await rm(right, { force: true });
        return 'changed';
      }
      await rename(right, path);
      for (const old of passed) await rm(old, { force: true });
      return 'taken';
    }
    passed.push(right);
    holder = await readOwner(right);
  }
  return 'changed';
}

/** The file that succeeds an owner. Of two torn ones neither has a name: the second's file is another, so that the way from file to file ends. */
function rightAfter(path: string, { token }: Owner, passed: readonly string[]): string {
  let right = `${path}.after-${token}`;
  while (passed.includes(right)) right += '+';
  return right;
}

/** Puts the whole file there, or nothing: nobody ever reads a lock that is half written. False: there is one. */
async function place(path: string, owner: Owner): Promise<boolean> {
  const aside = `${path}.new-${owner.token}`;
  try {
    await write(aside, owner);
    await link(aside, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!withoutLinks.has(codeOf(error) ?? '')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
  // A file system without hard links, as on a memory card: only the moment between the two acts is unguarded.
  return write(path, owner).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    },
  );
}

const withoutLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR']);

async function write(path: string, owner: Owner): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify(owner));
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function release(path: string, mine: Owner): Promise<void> {
  const holder = await readOwner(path);
  if (holder?.token === mine.token) await rm(path, { force: true });
}

/** A file without an owner in it, as a crash of the machine may leave one. */
const torn: Owner = { pid: 0, startedAt: '', token: 'torn' };

/** Null: there is no file. */
async function readOwner(path: string): Promise<Owner | null> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Partial<Owner> | null;
    const { pid, startedAt, token } = value ?? {};
    if (typeof pid !== 'number' || typeof token !== 'string' || !/^[\w-]{1,64}$/.test(token)) return torn;
    return { pid, startedAt: typeof startedAt === 'string' ? startedAt : '', token };
  } catch (error) {
    if (isMissing(error)) return null;
    if (error instanceof SyntaxError) return torn;
    throw error;
  }
}

function isAlive(owner: Owner): boolean {
  if (owner === torn) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const started = startOf(owner.pid);
  return started === null || owner.startedAt === '' || started === owner.startedAt;
}

/** Boot and clock tick at which a process began (Linux); null where that cannot be read. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The command may hold blanks and brackets: count from its closing bracket; field 22 is the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie is dead, although its number still answers.
    if (fields[0] === 'Z') return 'ended';
    return `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

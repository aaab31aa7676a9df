import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
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
  for (let tries = 0; tries < 5; tries += 1) {
    if (await create(path, mine)) {
      const holder = await readOwner(path);
      if (holder?.token === mine.token) return ok({ release: () => release(path, mine) });
    }
    const holder = await readOwner(path);
    if (holder && isAlive(holder)) return refused(problem('storage.inUse', { pid: holder.pid }));
    // Whoever moves the stale lock away first goes on; the other's rename finds nothing and he tries again.
    const stale = `${path}.stale-${mine.token}`;
    const moved = await rename(path, stale).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      },
    );
    if (!moved) continue;
    const taken = await readOwner(stale);
    if (taken && isAlive(taken)) {
      // Between our look and our move a living process had taken it: give it back.
      await rename(stale, path);
      return refused(problem('storage.inUse', { pid: taken.pid }));
    }
    await rm(stale, { force: true });
  }
  return refused(problem('storage.inUse', {}));
}

async function create(path: string, owner: Owner): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600);
    await handle.writeFile(JSON.stringify(owner));
    await handle.datasync();
    await handle.close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function release(path: string, mine: Owner): Promise<void> {
  const holder = await readOwner(path);
  if (holder?.token === mine.token) await rm(path, { force: true });
}

async function readOwner(path: string): Promise<Owner | null> {
  try {
    const text = await readFile(path, 'utf8');
    const value = JSON.parse(text) as Partial<Owner>;
    return typeof value.pid === 'number'
      ? { pid: value.pid, startedAt: value.startedAt ?? '', token: value.token ?? '' }
      : null;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

function isAlive(owner: Owner): boolean {
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

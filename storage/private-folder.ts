import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { chmod, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { makeFlushedFolder } from './flushed-file.ts';

/**
 * Whether others on this machine can reach what is in a folder. `unchecked`: Windows, where rights are those of the folder above (a person's
 * profile is his own; another place is as its administrator made it).
 */
export type Privacy =
  | { readonly kind: 'private'; readonly tightened: boolean }
  | { readonly kind: 'open'; readonly reason: 'notOurs' | 'notKept' | 'shared' }
  | { readonly kind: 'unchecked' };

const others = 0o077;
/** as the temporary folder has it */
const sticky = 0o1000;

/**
 * Makes a folder of ours the owner's alone, whatever it was: made by hand, unpacked, restored, on a volume. Others lose it at once by the
 * folder itself; what lies in it is tightened too when it had been open, because copies take their rights along.
 * Never throws: a folder that cannot be made private still works, and whoever runs the program is told.
 * @param keepGroup a folder that several programs share keeps its group's rights
 */
export async function makePrivate(folder: string, keepGroup = false): Promise<Privacy> {
  if (process.platform === 'win32') return { kind: 'unchecked' };
  const forbidden = keepGroup ? 0o007 : others;
  await makeFlushedFolder(folder);
  const before = (await stat(folder)).mode;
  // A folder that is everybody's by its nature, named by mistake, is not taken from them.
  const isShared =
    (before & sticky) !== 0 || [path.parse(path.resolve(folder)).root, homedir()].includes(path.resolve(folder));
  if (isShared)
    return (before & forbidden) === 0 ? { kind: 'private', tightened: false } : { kind: 'open', reason: 'shared' };
  const wasOpen = (before & forbidden) !== 0;
  if (wasOpen) {
    const refusal = await chmod(folder, (before & 0o777 & ~forbidden) | 0o700).then(
      () => null,
      () => 'notOurs' as const,
    );
    if (refusal !== null) return { kind: 'open', reason: refusal };
    // Some file systems (FAT, some network shares) say yes and keep no rights.
    if (((await stat(folder)).mode & forbidden) !== 0) return { kind: 'open', reason: 'notKept' };
  }
  tighten(folder, forbidden, wasOpen);
  return { kind: 'private', tightened: wasOpen };
}

/**
 * Nothing that a link leads to is touched, but for the links in the folder itself: an operator put a store on another disk. Without
 * waiting between the files: an office with thousands of mailboxes has tens of thousands, and nothing runs beside its start yet.
 */
function tighten(folder: string, forbidden: number, inDepth: boolean, isTop = true): void {
  for (const entry of tried(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
    const at = path.join(folder, entry.name);
    const found = tried(() => (isTop ? statSync(at) : lstatSync(at)));
    if (found === null || !(found.isDirectory() || found.isFile() || found.isSocket())) continue;
    const isLink = entry.isSymbolicLink();
    if (isLink && !(isTop && found.isDirectory())) continue;
    const open = (found.mode & forbidden) !== 0;
    if (open) tried(() => chmodSync(at, found.mode & 0o777 & ~forbidden));
    if (found.isDirectory() && (inDepth || open)) tighten(at, forbidden, true, false);
  }
}

/** Null: what is there cannot be looked at or changed, or is gone. */
function tried<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

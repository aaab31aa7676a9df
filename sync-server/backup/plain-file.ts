import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import path from 'node:path';

/** Windows has no such flag; there only somebody with the right to make links could make one. */
const noFollow = constants.O_NOFOLLOW ?? 0;

/**
 * Opens a file of a backup, which may have been made by anybody: one of its own bytes in its own folders, and nothing that leads to another
 * place (a link of either kind, a device, a name that climbs out).
 * @param names folders under `root`, then the file
 * @throws when it is missing or is none
 */
export async function openPlainFile(root: string, ...names: readonly string[]): Promise<FileHandle> {
  const name = names.join('/');
  let at = root;
  for (const [index, part] of names.entries()) {
    if (part === '' || part === '.' || part === '..' || /[/\\\0]/.test(part)) throw new NotPlain(name);
    at = path.join(at, part);
    const isLast = index === names.length - 1;
    const found = await lstat(at);
    if (isLast ? !found.isFile() : !found.isDirectory()) throw new NotPlain(name);
  }
  const handle = await open(at, constants.O_RDONLY | noFollow);
  const found = await handle.stat();
  if (found.isFile() && found.nlink <= 1) return handle;
  await handle.close();
  throw new NotPlain(name);
}

/** The file that was opened by its name is somebody else's, or no file at all. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
  constructor(file: string) {
    super(
      `${file} of the backup is a link, a device or leads out of the backup; nothing was restored. If you trust it, copy the whole backup with all links followed (cp -rL) and restore the copy`,
    );
  }
}

import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { mkdir, rename, rm } from './held-file.ts';
import { oneAtATime } from './one-at-a-time.ts';

/**
 * Makes the names in a folder durable: a rename or a new file is on the disk only when its folder is flushed too.
 * Windows cannot open a folder for this and needs no flush there.
 */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder (and its parents) whose names are durable. */
export async function makeFlushedFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!first) return;
  // Each that was made is a name in the one above it.
  for (let made = resolve(folder); made !== dirname(resolve(first)); made = dirname(made))
    await flushFolder(dirname(made));
}

let counter = 0;
const inTurn = oneAtATime();

/**
 * Replaces a file in one step: after a crash there is the old content or the new, never a part.
 * The new bytes are flushed before the name moves, the folder after it. Of several at once the one asked for last has the name.
 * @param mode permissions; 0o600 (the owner alone) unless told
 */
export const writeFlushed = (path: string, content: string | Uint8Array, mode = 0o600): Promise<void> =>
  inTurn(path, () => replace(path, content, mode));

async function replace(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  counter += 1;
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}-${counter}.tmp`);
  const handle = await open(temporary, 'wx', mode);
  try {
    await handle.writeFile(content);
    await handle.datasync();
    await handle.close();
    await rename(temporary, path);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(folder);
}

/** The JSON in a file; null when there is none or it cannot be read as JSON (the caller parses the shape). */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return null;
    throw error;
  }
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** The `code` of an error of the file system or the network. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

import { mkdirSync as makeSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * The file system's calls that give or take a name, tried again while something else holds the file: a virus scanner or an indexer opens
 * what was just written, and Windows then refuses to rename or remove it for some tens of milliseconds, at worst a second or two
 * (electron/electron#9081, npm's `graceful-fs` waits for the same reason). A name that is refused for good is refused after `waitsMs`.
 * Nothing of ours calls these of `node:fs` itself; `held-file.test.ts` looks for it.
 */
const heldCodes: ReadonlySet<string> = new Set(['EPERM', 'EBUSY', 'EACCES']);
const waitsMs = [10, 20, 40, 80, 160, 320, 640] as const;

const isHeld = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && heldCodes.has(error.code);

/** Runs `work` again, a little later each time, as long as it says that the file is held. It must leave nothing half done. */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (const wait of waitsMs) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error)) throw error;
      await pause(wait);
    }
  }
  return work();
}

export const rename: typeof fs.rename = (from, to) => whenFree(() => fs.rename(from, to));
export const rm: typeof fs.rm = (path, options) => whenFree(() => fs.rm(path, options));
export const unlink: typeof fs.unlink = (path) => whenFree(() => fs.unlink(path));
export const copyFile: typeof fs.copyFile = (from, to, mode) => whenFree(() => fs.copyFile(from, to, mode));
/** @returns the first folder that had to be made; undefined: all were there */
export const mkdir = (
  path: string,
  options: { readonly recursive: true; readonly mode?: number },
): Promise<string | undefined> => whenFree(() => fs.mkdir(path, options));

/** For the few moments before anything runs, when nobody waits for this thread. */
export function mkdirSync(path: string, options: { readonly recursive: true; readonly mode?: number }): void {
  for (const wait of waitsMs) {
    try {
      makeSync(path, options);
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    }
  }
  makeSync(path, options);
}

import { execFile } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of so many bytes in memory, which the test fills and empties. */
export type SmallDisk = {
  readonly folder: string;
  readonly free: () => Promise<number>;
  /** leaves `bytes` free; 0: not one */
  readonly fill: (bytes?: number) => Promise<void>;
  readonly empty: () => void;
  readonly unmount: () => Promise<void>;
};

/** Null where mounting is not permitted. */
export async function mountSmallDisk(folder: string, bytes: number): Promise<SmallDisk | null> {
  mkdirSync(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  } catch {
    return null;
  }
  const filler = path.join(folder, 'somebody-elses-film');
  const free = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  const append = (bytes: number): void => {
    const file = openSync(filler, 'a');
    try {
      for (let left = bytes; left > 0; left -= 65_536) writeSync(file, Buffer.alloc(Math.min(65_536, left), 1));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      closeSync(file);
    }
  };
  return {
    folder,
    free,
    fill: async (bytes = 0) => {
      append(bytes === 0 ? Number.MAX_SAFE_INTEGER : Math.max(0, (await free()) - bytes));
    },
    empty: () => {
      if (existsSync(filler)) rmSync(filler);
    },
    unmount: async () => {
      await run('umount', ['-l', folder]);
    },
  };
}

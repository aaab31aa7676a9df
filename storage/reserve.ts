import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from './flushed-file.ts';
import { freeBytesIn, isStorageFull } from './full.ts';
import { rename, rm } from './held-file.ts';

/** Room on the disk that is kept for what a person must be able to save on a full one. */
export type Reserve = {
  /** Runs `work`; where it meets a full disk the reserve is given up and it runs once more, so it must leave nothing half done. */
  readonly spend: <T>(work: () => Promise<T>) => Promise<T>;
  /** Deletes the file; answers whether there was one. */
  readonly giveUp: () => Promise<boolean>;
  /** Makes the file where it is due and fits: at a start and now and then. Never throws for lack of room. */
  readonly renew: () => Promise<void>;
};

export type ReserveOptions = {
  readonly path: string;
  readonly bytes: number;
  /** with more free space than this none is needed yet, and none is written */
  readonly whenBelow: number;
};

const chunkBytes = 1_048_576;

export function openReserve({ path, bytes, whenBelow }: ReserveOptions): Reserve {
  let renewing: Promise<void> | null = null;

  async function giveUp(): Promise<boolean> {
    if (renewing !== null) await renewing;
    if ((await sizeOf(path)) === null) return false;
    await rm(path, { force: true });
    return true;
  }

  async function make(): Promise<void> {
    if (bytes === 0 || (await sizeOf(path)) === bytes) return;
    const free = await freeBytesIn(dirname(path));
    // Half of it again must stay free: a reserve that fills the disk would be given up at the next save.
    if (free >= whenBelow || free < bytes * 1.5) return;
    const next = `${path}.new`;
    try {
      await fill(next, bytes);
      await rename(next, path);
    } catch (error) {
      await rm(next, { force: true });
      if (!isStorageFull(error)) throw error;
    }
  }

  return {
    giveUp,
    renew: () => {
      renewing ??= make().finally(() => {
        renewing = null;
      });
      return renewing;
    },
    spend: async (work) => {
      try {
        return await work();
      } catch (error) {
        if (!isStorageFull(error)) throw error;
        await giveUp();
        return work();
      }
    },
  };
}

/** Real blocks, not a hole: Node cannot ask a file system to set some aside. Written in pieces, so that a save is not held up. */
async function fill(path: string, bytes: number): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    const chunk = Buffer.alloc(chunkBytes, 1);
    for (let at = 0; at < bytes; at += chunkBytes) {
      const { bytesWritten } = await handle.write(chunk, 0, Math.min(chunkBytes, bytes - at), at);
      if (bytesWritten < Math.min(chunkBytes, bytes - at))
        throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** For what has no reserve: a test, a bench. */
export const noReserve: Reserve = {
  spend: (work) => work(),
  giveUp: async () => false,
  renew: async () => undefined,
};

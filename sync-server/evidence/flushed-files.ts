import { open } from 'node:fs/promises';
import { isMissing } from '../../storage/flushed-file.ts';
import { unlink } from '../../storage/held-file.ts';

/** Flushes the bytes of a file to the disk. */
export async function flushFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes a file; no error when it is gone already. */
export async function dropFile(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Flushes the bytes of a file to the disk. */
export async function flushFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes a folder's list of names, so that a file made or renamed in it survives a power cut. Windows cannot and need not. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a small file whole or not at all: beside it, flushed, then renamed over it. */
export async function writeWhole(path: string, bytes: string | Uint8Array, unique: string): Promise<void> {
  const beside = `${path}.${unique}.new`;
  const handle = await open(beside, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, path);
  await flushFolder(dirname(path));
}

/** Removes a file; no error when it is gone already. */
export async function dropFile(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

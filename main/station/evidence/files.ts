import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, makeFlushedFolder, writeFlushed } from '../../../storage/flushed-file.ts';
import { rm } from '../../../storage/held-file.ts';
import { type Gate, makeGate } from './gate.ts';

/**
 * Evidence bytes on the device, by content: `<folder>/<aa>/<sha256>`. Equal bytes are one file. Only `../leaving` deletes,
 * and only inside the gate.
 * Encryption at rest will happen in this file.
 */
export type EvidenceFiles = {
  readonly pathOf: (sha256: string) => string;
  /** Resolves when the bytes and their name are on the disk; a file that is there with the same bytes is left alone. */
  readonly keep: (sha256: string, bytes: Uint8Array) => Promise<void>;
  /** The bytes when they are here and still hash to their name; null otherwise. */
  readonly read: (sha256: string) => Promise<Buffer | null>;
  readonly has: (sha256: string) => Promise<boolean>;
  /** 0 when it is not here */
  readonly bytesOf: (sha256: string) => Promise<number>;
  /** hashes of all files that are here */
  readonly list: () => Promise<readonly string[]>;
  /** Deletes one file; answers its bytes, 0 when it was not there. A kill may leave it: a file too many, never one too few. */
  readonly drop: (sha256: string) => Promise<number>;
  readonly gate: Gate;
};

export function openFiles(folder: string): EvidenceFiles {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha256');
    return path.join(folder, sha256.slice(0, 2), sha256);
  };
  const sizeOf = async (file: string): Promise<number | null> => {
    try {
      return (await stat(file)).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  const read = async (sha256: string): Promise<Buffer | null> => {
    try {
      const bytes = await readFile(pathOf(sha256));
      return hashOf(bytes) === sha256 ? bytes : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  return {
    pathOf,
    read,
    gate: makeGate(),
    has: async (sha256) => (await sizeOf(pathOf(sha256))) !== null,
    bytesOf: async (sha256) => (await sizeOf(pathOf(sha256))) ?? 0,
    list: async () => {
      const folders = (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
      const found: string[] = [];
      for (const name of folders) found.push(...(await namesIn(path.join(folder, name))));
      return found.filter((name) => /^[0-9a-f]{64}$/.test(name));
    },
    drop: async (sha256) => {
      const bytes = await sizeOf(pathOf(sha256));
      await rm(pathOf(sha256), { force: true });
      return bytes ?? 0;
    },
    keep: async (sha256, bytes) => {
      const file = pathOf(sha256);
      await makeFlushedFolder(path.dirname(file));
      if ((await sizeOf(file)) === bytes.length && (await read(sha256))) return flush(file);
      await writeFlushed(file, bytes);
    },
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The file may come from a run that was killed between its rename and the folder's flush. */
async function flush(file: string): Promise<void> {
  const handle = await open(path.dirname(file), 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

import { statfs } from 'node:fs/promises';
import { codeOf } from './flushed-file.ts';

/** What the system, LevelDB or PouchDB say when there is no room: nothing is damaged, and a freed byte mends it. */
export function isStorageFull(error: unknown): boolean {
  if (['ENOSPC', 'EDQUOT'].includes(codeOf(error))) return true;
  const text = error instanceof Error ? `${error.message} ${reasonOf(error)}` : reasonOf(error);
  return /ENOSPC|EDQUOT|no space left|disk quota exceeded|not enough space|disk full/i.test(text);
}

/** PouchDB wraps what the store below it said. */
const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'reason' in error ? String(error.reason) : '';

/** There was no room for a write, and nothing of it is kept. */
export class StorageFull extends Error {
  readonly code = 'ENOSPC';
  constructor() {
    super('no space left for this write');
  }
}

/** Room on the disk below `folder`, bytes; null: the system tells none. */
export async function diskBelow(folder: string): Promise<{ readonly free: number; readonly total: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return blocks > 0 ? { free: bavail * bsize, total: blocks * bsize } : null;
  } catch {
    return null;
  }
}

/** Bytes that we may still write below `folder`. Some network and virtual disks tell none: then no limit is known, and none holds anything back. */
export async function freeBytesIn(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const bytes = bavail * bsize;
    return bytes >= 0 ? bytes : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

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

/** Bytes that we may still write below `folder`. */
export async function freeBytesIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

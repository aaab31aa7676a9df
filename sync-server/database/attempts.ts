import { DocumentRefused, isRefused } from './document-refused.ts';
import type { BulkRow } from './types.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/**
 * How often a document that others write too is read and written again. Offices that write one at once lose against each other a few
 * times; a store that answers `conflict` for ever (half a cluster, a document that cannot be read) must end in an answer.
 */
export const mostAttempts = 50;

/**
 * Tries until a write was not overtaken.
 * @param attempt reads and writes once; null: another write came first
 * @throws DatabaseUnavailable when each of `mostAttempts` was overtaken
 */
export async function untilWritten<T>(what: string, attempt: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < mostAttempts; tries += 1) {
    const written = await attempt();
    if (written !== null) return written;
  }
  throw new DatabaseUnavailable(`${what}: another write came first ${mostAttempts} times`, { told: false });
}

/**
 * Whether one edit was written; false: another write came first.
 * @throws DocumentRefused for a document that the store does not take, DatabaseUnavailable for the store's own trouble with it
 */
export function isWritten(what: string, row: BulkRow | undefined): boolean {
  if (row?.ok === true) return true;
  if (row?.error === 'conflict') return false;
  if (row !== undefined && isRefused(row)) throw new DocumentRefused(row);
  throw new DatabaseUnavailable(`${what}: ${row?.error ?? 'no answer'} ${row?.reason ?? ''}`.trim(), { told: false });
}

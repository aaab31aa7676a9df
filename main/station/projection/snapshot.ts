import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isMissing, writeFlushed } from '../../../storage/flushed-file.ts';
import type { Row } from './row.ts';

/** Bump when a row changes its shape: an older file is then ignored and the rows are made again. */
const snapshotVersion = 7;
const Header = z.object({
  version: z.literal(snapshotVersion),
  /** everything up to this sequence of the store is in the rows */
  sequence: z.number(),
  /** the store that the sequence belongs to: a rebuilt one counts again from 0 */
  store: z.string(),
  appVersion: z.string(),
  rows: z.number(),
});
export type SnapshotHeader = Omit<z.infer<typeof Header>, 'version' | 'rows'>;
export type Snapshot = SnapshotHeader & { readonly rows: readonly Row[] };

/** One line a row, read back in one go. It is only a cache: anything odd about it means null. */
export async function readSnapshot(path: string): Promise<Snapshot | null> {
  try {
    const [first, ...lines] = (await readFile(path, 'utf8')).split('\n');
    const header = Header.safeParse(JSON.parse(first ?? ''));
    if (!header.success) return null;
    const rows = lines.filter(Boolean).map((line) => JSON.parse(line) as Row);
    return rows.length === header.data.rows ? { ...header.data, rows } : null;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Rows are written out in slices, so that 10 000 of them hold up no save. */
export async function writeSnapshot(path: string, { rows, ...header }: Snapshot): Promise<void> {
  const parts = [JSON.stringify({ version: snapshotVersion, ...header, rows: rows.length })];
  for (let at = 0; at < rows.length; at += 500) {
    for (const row of rows.slice(at, at + 500)) parts.push(JSON.stringify(row));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  await writeFlushed(path, parts.join('\n'));
}

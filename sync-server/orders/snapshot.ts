import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFlushed } from '../../storage/flushed-file.ts';
import { mkdir } from '../../storage/held-file.ts';
import type { OrderRow } from './order-row.ts';

/** Another build may derive other rows: its snapshots are read past. In the bundle this file is the whole office. */
const build = statSync(fileURLToPath(import.meta.url)).mtimeMs;

/** Raised when a row holds something else, so that rows kept by a release with the same file are derived anew. 2: search keys of `domain/text`; 3: notes that wait for an answer; 4: words of phases, hand-overs. */
const rowsVersion = 4;

export type Snapshot = { readonly seq: string; readonly rows: readonly (readonly [string, OrderRow])[] };

/**
 * The projection's rows with the sequence of `work` they cover, in a file of the data folder: deriving 10 000 orders takes most of a
 * minute, reading them 0.2 s. Only a cache: a missing, broken or foreign file means that everything is derived again.
 */
export type SnapshotFile = { read(): Promise<Snapshot | null>; write(snapshot: Snapshot): Promise<void> };

/** @param generation of the databases the rows were read from; rows of another office are no good */
export function snapshotFile(data: string, generation: string): SnapshotFile {
  const file = path.join(data, 'orders-projection.json');
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(() => null);
      if (text === null) return null;
      try {
        const stored = JSON.parse(text) as Snapshot & {
          readonly build: number;
          readonly generation: string;
          readonly rowsVersion?: number;
        };
        const isOurs = stored.build === build && stored.rowsVersion === rowsVersion && stored.generation === generation;
        return isOurs && Array.isArray(stored.rows) ? stored : null;
      } catch {
        return null;
      }
    },
    async write({ seq, rows }) {
      await mkdir(data, { recursive: true });
      await writeFlushed(file, Buffer.from(JSON.stringify({ build, rowsVersion, generation, seq, rows })));
    },
  };
}

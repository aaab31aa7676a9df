import { pause } from '../database/pause.ts';
import type { Database } from '../database/types.ts';
import { checkpointEveryMs } from './limits.ts';

/** How far a worker has come, in a `_local` document: outside every replicated document, durable, never replicated. */
export type Checkpoint = { read(): Promise<string>; write(seq: string): Promise<void> };

export function checkpointIn(database: Database, name: string): Checkpoint {
  let rev: string | undefined;
  return {
    async read() {
      const stored = await database.getLocal(name);
      rev = stored?._rev;
      return typeof stored?.seq === 'string' ? stored.seq : '0';
    },
    async write(seq) {
      const put = await database.putLocal(name, { seq }, rev);
      // Another office process wrote it meanwhile: both copy the same, whoever is behind repeats work that changes nothing.
      rev = put === null ? (await database.getLocal(name))?._rev : put.rev;
    },
  };
}

export type LateCheckpoint = {
  /** everything up to here is done */
  readonly reach: (seq: string) => void;
  /** Writes what was reached last. */
  readonly close: () => Promise<void>;
};

/**
 * Writes a worker's checkpoint now and then, and at its end. A kill between two writes makes the next worker repeat what was done since,
 * which changes nothing; a write after each batch would cost more than most batches.
 * @param everyMs the longest time that a place reached stays unwritten, while the store takes it
 */
export function lateCheckpoint(
  checkpoint: Pick<Checkpoint, 'write'>,
  failed: (error: unknown) => void,
  everyMs: number = checkpointEveryMs,
): LateCheckpoint {
  const stop = new AbortController();
  let reached: string | null = null;
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    if (reached === null) return;
    const seq = reached;
    reached = null;
    try {
      await checkpoint.write(seq);
    } catch (error) {
      reached ??= seq;
      failed(error);
    }
  }

  async function writeLater(): Promise<void> {
    while (reached !== null && !stop.signal.aborted) {
      await pause(everyMs, stop.signal);
      if (!stop.signal.aborted) await write();
    }
    writing = null;
  }

  return {
    reach(seq) {
      reached = seq;
      writing ??= writeLater();
    },
    async close() {
      stop.abort();
      await writing;
      await write();
    },
  };
}

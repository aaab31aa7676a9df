import { pause } from './pause.ts';
import type { ChangesRow, Database } from './types.ts';

export type Following = { readonly stop: () => Promise<void> };

const longestWaitMs = 30_000;
const batch = 500;

/**
 * Follows a database for as long as the process lives: `handle` gets every batch after `since`, with documents.
 * A failure (network, database restarted) waits and goes on from the same place; nothing is skipped.
 */
export function follow(
  database: Database,
  since: string,
  handle: (rows: readonly ChangesRow[], lastSeq: string) => Promise<void>,
  failed: (error: unknown) => void,
): Following {
  const stop = new AbortController();
  const done = (async () => {
    let at = since;
    let waitMs = 200;
    while (!stop.signal.aborted) {
      try {
        const answer = await database.changes({
          since: at,
          limit: batch,
          includeDocs: true,
          feed: 'longpoll',
          timeoutMs: longestWaitMs,
          signal: stop.signal,
        });
        if (answer.results.length > 0) await handle(answer.results, answer.last_seq);
        at = answer.last_seq;
        waitMs = 200;
      } catch (error) {
        if (stop.signal.aborted) return;
        failed(error);
        await pause(waitMs, stop.signal);
        waitMs = Math.min(waitMs * 2, 10_000);
      }
    }
  })();
  return {
    stop: async () => {
      stop.abort();
      await done;
    },
  };
}

/** Hands everything after `since` that the database has now to `handle`, in the same batches as `follow`, and is done. */
export async function catchUp(
  database: Database,
  since: string,
  handle: (rows: readonly ChangesRow[], lastSeq: string) => Promise<void>,
): Promise<void> {
  for (let at = since; ; ) {
    const answer = await database.changes({ since: at, limit: batch, includeDocs: true });
    if (answer.results.length === 0) return;
    await handle(answer.results, answer.last_seq);
    at = answer.last_seq;
  }
}

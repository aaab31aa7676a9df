import type { Logger } from 'pino';
import type { OfficeConfig } from './config.ts';
import { pause } from './database/pause.ts';
import { DatabaseUnavailable, type Standing } from './database/unavailable.ts';
import { openWaitingRoom, type WaitingRoom } from './http/waiting-room.ts';

const firstWaitMs = 500;
const longestWaitMs = 10_000;

/** An office that starts while its database is away. */
export type StoreWait = {
  /** Waits before the next try, and answers at the office's port meanwhile. @throws the error, when waiting would not mend it */
  readonly again: (config: OfficeConfig, error: unknown) => Promise<void>;
  /** the port that is answered at; null: nothing was waited for */
  readonly port: () => number | null;
  /** gives the port free */
  readonly over: () => Promise<void>;
};

/** Logs a line when the waiting begins and one when it is over, however long it takes. */
export function waitForStore(log: Logger, signal: AbortSignal): StoreWait {
  let room: WaitingRoom | null = null;
  let port: number | null = null;
  let since: number | null = null;
  let waitMs = firstWaitMs;
  return {
    async again(config, error) {
      if (!(error instanceof DatabaseUnavailable) || signal.aborted) throw error;
      if (since === null) {
        since = performance.now();
        log.warn({ said: error.message }, 'waiting for the database: it does not answer, and is asked again by itself');
      }
      room ??= await openWaitingRoom(config);
      port = room.port;
      await pause(waitMs, signal);
      if (signal.aborted) throw error;
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    },
    port: () => port,
    async over() {
      await room?.close();
      room = null;
      if (since !== null) log.warn({ forMs: Math.round(performance.now() - since) }, 'waited for the database');
      since = null;
    },
  };
}

const begun = {
  down: 'the database does not answer: calls are answered 503 until it does',
  refused:
    'the database refuses the credentials of this office and is not asked with them again: `node dist/office/cli.mjs couchdb-credentials --data DIR` gives it others',
} as const;

/** Logs a line when an outage of the database begins, one when it is over. */
export const tellOutages =
  (log: Logger) =>
  (standing: Standing, before: Standing): void => {
    if (standing.kind !== 'up') log.error({ said: standing.said }, begun[standing.kind]);
    else if (before.kind !== 'up')
      log.warn({ forMs: Date.now() - before.since, was: before.kind }, 'the database answers again');
  };

/** Logs a line when a store on our own disk cannot be read or written, one when it can be again. */
export const tellBroken =
  (log: Logger) =>
  (database: string, said: string | null): void => {
    if (said === null) log.warn({ database }, 'the store can be read and written again');
    else
      log.error(
        { database, said },
        'a store is damaged, or its disk fails: look at the disk, then put a backup back by `node dist/office/cli.mjs restore`',
      );
  };

import type { OfficeContext } from '../context.ts';
import { ownDatabases } from '../database/own-databases.ts';
import { pause } from '../database/pause.ts';
import { failureLog } from '../http/failure-log.ts';
import type { Running } from '../leases/types.ts';
import type { Collector } from './collecting.ts';
import { updatesEveryMs } from './limits.ts';

/** `_db_updates` may miss some, and an office may be killed between a push and its collecting: a look at all of them does not. */
const sweepEveryMs = 5 * 60_000;
const afterFailureMs = 5_000;

/** Names the mailboxes that no door of this process told of: all of them now and then, and on CouchDB those that are written. */
export function startSweeping({ databases, log }: OfficeContext, collector: Collector): Running {
  const stop = new AbortController();
  const { signal } = stop;
  const failed = failureLog(log, 'router sweep');

  async function sweep(): Promise<void> {
    for (const name of await ownDatabases(databases)) collector.swept(name);
  }

  async function follow(): Promise<void> {
    let since: string | null = null;
    let sweptAt = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      try {
        // Listening begins before the look at all, so that nothing falls between the two.
        const heard: ReturnType<NonNullable<typeof databases.updates>> | undefined = databases.updates?.(since, signal);
        heard?.catch(() => undefined);
        if (performance.now() - sweptAt > sweepEveryMs) {
          await sweep();
          sweptAt = performance.now();
        }
        const answer: { readonly names: readonly string[]; readonly last: string } | undefined = await heard;
        for (const name of answer?.names ?? []) collector.swept(name);
        since = answer?.last ?? since;
        await pause(updatesEveryMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        failed(error);
        await pause(afterFailureMs, signal);
      }
    }
  }

  const alone = async (): Promise<void> => {
    await sweep().catch(failed);
  };
  // On the embedded store every write passes through this process: one look at the start finds what a kill left.
  const done = databases.updates === undefined ? alone() : follow();
  return {
    close: async () => {
      stop.abort();
      await done;
    },
  };
}

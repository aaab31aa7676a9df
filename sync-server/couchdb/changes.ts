import type { ChangesAnswer, ChangesOptions } from '../database/types.ts';
import type { CouchRequest } from './connection.ts';

/** Asks within one database; answers the body of a status in `accepted`, null for a 404 on a document, throws otherwise. */
export type Ask = (given: CouchRequest, accepted?: readonly number[]) => Promise<unknown>;

/** CouchDB's own ceiling on waiting (`chttpd/changes_timeout`). */
const longestWait = 60_000;
/** For the answer to a wait to travel. */
const margin = 10_000;

/**
 * `_changes`, once or as a long poll. With a heartbeat CouchDB ignores `timeout`, so the time is kept here;
 * three missed heartbeats are a broken line. An aborted or timed-out wait answers empty, from where it began.
 * @param now the database's present sequence
 */
export function couchChanges(
  ask: Ask,
  now: () => Promise<string>,
): (options?: ChangesOptions) => Promise<ChangesAnswer> {
  return async (options = {}) => {
    const { signal, heartbeatMs } = options;
    const waits = options.feed === 'longpoll';
    const since = waits && options.since === 'now' ? await now() : (options.since ?? '0');
    const waitFor = Math.min(options.timeoutMs ?? longestWait, longestWait);
    const empty = { results: [], last_seq: since };
    if (signal?.aborted) return empty;
    const over = new AbortController();
    const stop = (): void => over.abort();
    signal?.addEventListener('abort', stop, { once: true });
    const timer = waits && heartbeatMs ? setTimeout(stop, waitFor) : undefined;
    try {
      const answer = await ask({
        method: 'GET',
        path: '_changes',
        query: { since, ...limits(options), ...(waits && waiting(waitFor, heartbeatMs)) },
        idempotent: true,
        waits,
        signal: over.signal,
        ...(waits && { timeoutMs: heartbeatMs ? heartbeatMs * 3 : waitFor + margin }),
      });
      return answer as ChangesAnswer;
    } catch (error) {
      if (over.signal.aborted) return empty;
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  };
}

const limits = (options: ChangesOptions): Record<string, string> => ({
  ...(options.limit !== undefined && { limit: String(options.limit) }),
  ...(options.includeDocs && { include_docs: 'true' }),
  ...(options.styleAllDocs && { style: 'all_docs' }),
});

const waiting = (waitFor: number, heartbeatMs: number | undefined): Record<string, string> =>
  heartbeatMs ? { feed: 'longpoll', heartbeat: String(heartbeatMs) } : { feed: 'longpoll', timeout: String(waitFor) };

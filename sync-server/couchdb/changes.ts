import type { ChangesAnswer, ChangesOptions } from '../database/types.ts';

import { CouchRefusal, refusalOf, shapes } from './answers.ts';
import type { CouchRequest } from './connection.ts';

/** Asks within one database; answers the body of a status in `accepted`, null for a 404 where a document was asked for, throws otherwise. */
export type Ask = (given: CouchRequest, accepted?: readonly number[]) => Promise<unknown>;

/** CouchDB's own ceiling on waiting (`chttpd/changes_timeout`). */
const longestWait = 60_000;
/** For the answer to a wait to travel. */
const margin = 10_000;

/**
 * `_changes`, once or as a long poll. With a heartbeat CouchDB ignores `timeout`, so the time is kept here;
 * three missed heartbeats are a broken line. An aborted or timed-out wait answers empty, from where it began.
 * A sequence that CouchDB cannot read (the office was moved here from another store) asks from the beginning, as on the embedded side.
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
      const from = (place: string): Promise<unknown> =>
        ask({
          method: 'GET',
          path: '_changes',
          shape: shapes.changes,
          query: { since: place, ...limits(options), ...(waits && waiting(waitFor, heartbeatMs)) },
          idempotent: true,
          waits,
          signal: over.signal,
          ...(waits && { timeoutMs: heartbeatMs ? heartbeatMs * 3 : waitFor + margin }),
        });
      const answer = await from(since).catch((error: unknown) => {
        if (isUnreadable(error)) return from('0');
        throw error;
      });
      return whole(answer as ChangesAnswer, options.includeDocs === true);
    } catch (error) {
      if (over.signal.aborted) return empty;
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  };
}

/** `validate_start_seq` in `fabric_view_changes.erl` */
const isUnreadable = (error: unknown): boolean =>
  error instanceof CouchRefusal && error.status === 400 && /^Malformed sequence/.test(error.reason);

/**
 * A row may say `error` instead of its document (`changes_row` in `fabric_view_changes.erl`): whoever follows would pass it over.
 */
function whole(answer: ChangesAnswer, withDocs: boolean): ChangesAnswer {
  const broken = answer.results.find((row) => 'error' in row || (withDocs && row.deleted !== true && !row.doc));
  if (broken !== undefined) throw refusalOf(500, { error: 'incomplete_row', reason: `_changes: ${broken.id}` });
  return answer;
}

const limits = (options: ChangesOptions): Record<string, string> => ({
  ...(options.limit !== undefined && { limit: String(options.limit) }),
  ...(options.includeDocs && { include_docs: 'true' }),
  ...(options.styleAllDocs && { style: 'all_docs' }),
});

const waiting = (waitFor: number, heartbeatMs: number | undefined): Record<string, string> =>
  heartbeatMs ? { feed: 'longpoll', heartbeat: String(heartbeatMs) } : { feed: 'longpoll', timeout: String(waitFor) };

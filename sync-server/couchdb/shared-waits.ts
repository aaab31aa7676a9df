import type { ChangesAnswer, ChangesOptions } from '../database/types.ts';
import { keptAnswers, keptRows } from './limits.ts';

type Changes = (options?: ChangesOptions) => Promise<ChangesAnswer>;
type Wait = { readonly answer: Promise<ChangesAnswer>; readonly over: AbortController; users: number };

/**
 * Long polls of one database, asked once for all who wait at the same place: the projection, the router and the reactions of an office
 * all follow `work`, and each write would be fetched by each of them. Whoever comes a moment later, because its work on the batch before
 * took longer, gets the answer that the others got: what was true after a place stays true, and its end is a place to go on from.
 */
export function sharedWaits(changes: Changes): Changes {
  const waits = new Map<string, Wait>();
  const kept = new Map<string, ChangesAnswer>();

  function keep(key: string, answer: ChangesAnswer): void {
    if (answer.results.length === 0 || answer.results.length > keptRows) return;
    kept.set(key, answer);
    const [oldest] = kept.keys();
    if (kept.size > keptAnswers && oldest !== undefined) kept.delete(oldest);
  }

  function begin(key: string, options: ChangesOptions): Wait {
    const over = new AbortController();
    const answer = changes({ ...options, signal: over.signal })
      .then(
        (given) => {
          keep(key, given);
          return given;
        },
        (error: unknown) => {
          // The database may be another one when it is back.
          kept.clear();
          throw error;
        },
      )
      .finally(() => {
        if (waits.get(key)?.over === over) waits.delete(key);
      });
    answer.catch(() => undefined);
    const wait = { answer, over, users: 0 };
    waits.set(key, wait);
    return wait;
  }

  return async (options = {}) => {
    const { signal, since, feed, heartbeatMs } = options;
    // A device's feed has a heartbeat and a mailbox of its own.
    if (feed !== 'longpoll' || since === undefined || since === 'now' || heartbeatMs !== undefined)
      return changes(options);
    const empty = { results: [], last_seq: since };
    if (signal?.aborted) return empty;
    const { signal: _, ...rest } = options;
    const key = JSON.stringify(rest);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const wait = waits.get(key) ?? begin(key, rest);
    wait.users += 1;
    let leave = (): void => undefined;
    const left = new Promise<ChangesAnswer>((resolve) => {
      leave = () => resolve(empty);
      signal?.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([wait.answer, left]);
    } finally {
      signal?.removeEventListener('abort', leave);
      wait.users -= 1;
      if (wait.users === 0 && waits.get(key) === wait) {
        waits.delete(key);
        wait.over.abort();
      }
    }
  };
}

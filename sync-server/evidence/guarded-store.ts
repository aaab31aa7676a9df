import type { Logger } from 'pino';
import { problem } from '../../domain/problem.ts';
import { isTold } from '../database/unavailable.ts';
import { Refusal } from '../http/session-hook.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { quietMs } from './limits.ts';
import { verified } from './verified.ts';

/**
 * The store did not do what was asked: nothing is wrong with the bytes, and the same request may succeed later. Whoever fails by it adds
 * no line to the log: `guarded` told the outage.
 */
export class EvidenceStoreDown extends Refusal {
  readonly told = true;
  constructor(cause: unknown) {
    super(problem('evidence.storeDown'));
    this.cause = cause;
  }
}

/** An outage of the store: when it began, whether the log has it, how many calls failed. */
type Outage = { readonly since: number; readonly isLogged: boolean; failed: number };

/**
 * The same store, whose every failure is one coded, retryable refusal, and whose bytes are those that were asked for. The log has a line
 * with what the store said when an outage begins, and one when it is over, however many calls fail meanwhile.
 * @param now ms on a clock that only goes on
 */
export function guarded(
  store: EvidenceStore,
  log: Pick<Logger, 'warn' | 'debug'>,
  now: () => number = () => performance.now(),
): EvidenceStore {
  let outage: Outage | null = null;
  let loggedAt = Number.NEGATIVE_INFINITY;

  const down = (verb: string, error: unknown): EvidenceStoreDown => {
    if (error instanceof EvidenceStoreDown) return error;
    // An outage of CouchDB has its own two lines.
    if (isTold(error)) return new EvidenceStoreDown(error);
    // One picture that cannot be read among many that can would begin an outage each time that somebody looks at it.
    const isLogged = outage === null && now() - loggedAt > quietMs;
    outage ??= { since: now(), isLogged, failed: 0 };
    outage.failed += 1;
    if (isLogged) {
      loggedAt = now();
      log.warn({ verb, err: error }, 'the evidence store failed');
    } else log.debug({ verb, err: error }, 'the evidence store failed again');
    return new EvidenceStoreDown(error);
  };
  /** A call that succeeds ends an outage that had begun before it. */
  const up = (begun: number): void => {
    if (outage === null || outage.since > begun) return;
    const { since, isLogged, failed } = outage;
    outage = null;
    if (isLogged) log.warn({ forMs: Math.round(now() - since), failed }, 'the evidence store answers again');
  };
  const guard =
    <A extends unknown[], T>(verb: string, run: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      const begun = now();
      try {
        const answer = await run(...given);
        up(begun);
        return answer;
      } catch (error) {
        throw down(verb, error);
      }
    };
  return {
    put: guard('put', store.put),
    refer: guard('refer', store.refer),
    has: guard('has', store.has),
    ordersOf: guard('ordersOf', store.ordersOf),
    stat: guard('stat', store.stat),
    open: guard('open', async (sha256) => {
      const bytes = await store.open(sha256);
      return verified(bytes, sha256, (error) => down('open', error));
    }),
    async *list() {
      try {
        yield* store.list();
      } catch (error) {
        throw down('list', error);
      }
    },
    close: store.close,
  };
}

import type { Logger } from 'pino';
import { problem } from '../../domain/problem.ts';
import { Refusal } from '../http/session-hook.ts';
import type { EvidenceStore } from './evidence-store.ts';

/** The store did not do what was asked: nothing is wrong with the bytes, and the same request may succeed later. */
export class EvidenceStoreDown extends Refusal {
  constructor(cause: unknown) {
    super(problem('evidence.storeDown'));
    this.cause = cause;
  }
}

/** The same store, whose every failure is one coded, retryable refusal; the log has what the store said. */
export function guarded(store: EvidenceStore, log: Pick<Logger, 'warn'>): EvidenceStore {
  const down = (verb: string, error: unknown): EvidenceStoreDown => {
    log.warn({ verb, err: error }, 'the evidence store failed');
    return new EvidenceStoreDown(error);
  };
  const guard =
    <A extends unknown[], T>(verb: string, run: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      try {
        return await run(...given);
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
    open: guard('open', store.open),
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

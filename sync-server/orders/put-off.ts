import type { OrderDocument } from '../../domain/documents/parse.ts';
import { orderIdOf } from '../../domain/documents/work-order.ts';
import type { Problem } from '../../domain/problem.ts';
import { pinnedVersion } from '../../domain/work-order/pinned-version.ts';
import { pause } from '../database/pause.ts';

/**
 * At a start every order is derived before the office answers. Orders of a version that has already broken some by asking for too much work
 * (about 20 ms each) are put off: they stand in the lists as broken and are tried one by one while the office works.
 */
export type PutOff = {
  /** why these documents are not tried now; null: they are */
  why(documents: readonly OrderDocument[]): Problem | null;
  /** how an order that was tried came out */
  seen(documents: readonly OrderDocument[], broken: Problem | null): void;
  /** Tries what was put off, and sleeps ten times as long as each took. */
  catchUp(attempt: (orderId: string) => Promise<void>): { readonly stop: () => Promise<void> };
};

/** Orders that a version may break at a start before the others of it wait. */
const strikes = 5;
const restFactor = 10;
const leastRestMs = 50;

export function putOff(): PutOff {
  const byVersion = new Map<string, { broken: number; problem: Problem }>();
  const waiting: string[] = [];
  return {
    why(documents) {
      const count = byVersion.get(versionOf(documents));
      if (count === undefined || count.broken < strikes) return null;
      const orderId = orderIdOf(documents[0]?._id ?? '');
      if (orderId !== null) waiting.push(orderId);
      return count.problem;
    },
    seen(documents, broken) {
      if (broken?.code !== 'order.definitionBroken') return;
      const version = versionOf(documents);
      const count = byVersion.get(version) ?? { broken: 0, problem: broken };
      byVersion.set(version, { ...count, broken: count.broken + 1 });
    },
    catchUp(attempt) {
      const stop = new AbortController();
      const run = async (): Promise<void> => {
        for (const orderId of waiting) {
          if (stop.signal.aborted) return;
          const started = performance.now();
          await attempt(orderId);
          await pause(leastRestMs + (performance.now() - started) * restFactor, stop.signal);
        }
      };
      const running = run();
      return {
        async stop() {
          stop.abort();
          await running;
        },
      };
    },
  };
}

/** Under which version an order is read, as far as its documents can be read at all. */
function versionOf(documents: readonly OrderDocument[]): string {
  try {
    const pinned = pinnedVersion(documents);
    return pinned === null ? '' : `${pinned.orderType}@${pinned.orderTypeVersion}`;
  } catch {
    return '';
  }
}

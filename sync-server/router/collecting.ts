import type { OfficeContext } from '../context.ts';
import { isOurName } from '../database/own-databases.ts';
import { pause } from '../database/pause.ts';
import { DatabaseMissing } from '../database/types.ts';
import { failureLog } from '../http/failure-log.ts';
import { collect, type Place } from './collect.ts';
import { placesInMemory } from './limits.ts';
import { mailboxPrefix } from './mailbox-names.ts';
import { settingAside } from './setting-aside.ts';

/** mailboxes collected side by side */
const atOnce = 4;
/** of these, by a sweep: opening a thousand stores must not stand in the way of what was just taken in */
const sweptAtOnce = 2;
const afterFailureMs = 1_000;

/** Mailboxes that wait to be collected; each stands in the queue once, however often it is named. */
export type Collector = {
  /** something was just written into this mailbox */
  readonly fresh: (database: string) => void;
  /** something may be in this mailbox; what is fresh goes first */
  readonly swept: (database: string) => void;
  readonly close: () => Promise<void>;
};

export function collecting(context: OfficeContext): Collector {
  const { databases, work, counters, log } = context;
  const setAside = settingAside(context);
  const stop = new AbortController();
  const failed = failureLog(log, 'router');
  const freshOnes = new Set<string>();
  const sweptOnes = new Set<string>();
  /** where the last look at a mailbox ended; what was written there by another office is looked at once more */
  const places = new Map<string, Place>();
  const running = new Map<string, { readonly done: Promise<void>; readonly swept: boolean }>();

  function mark(queue: Set<string>, name: string): void {
    if (!name.startsWith(mailboxPrefix) || !isOurName(name) || stop.signal.aborted) return;
    queue.add(name);
    turn();
  }

  /** A mailbox that is being collected is looked at again afterwards: what came meanwhile may have been missed. */
  function next(): { readonly name: string; readonly swept: boolean } | null {
    for (const name of freshOnes) if (!running.has(name)) return { name, swept: false };
    const sweeping = [...running.values()].filter((one) => one.swept).length;
    if (sweeping >= sweptAtOnce) return null;
    for (const name of sweptOnes) if (!running.has(name)) return { name, swept: true };
    return null;
  }

  function turn(): void {
    while (running.size < atOnce && !stop.signal.aborted) {
      const one = next();
      if (one === null) break;
      const { name, swept } = one;
      freshOnes.delete(name);
      sweptOnes.delete(name);
      const done = collectOne(name).finally(() => {
        running.delete(name);
        turn();
      });
      running.set(name, { done, swept });
    }
    counters.routerLag = freshOnes.size + sweptOnes.size + running.size;
  }

  async function collectOne(name: string): Promise<void> {
    try {
      const { copied, conflicts, place } = await collect(
        databases.open(name),
        name.slice(mailboxPrefix.length),
        work,
        setAside,
        places.get(name) ?? null,
      );
      if (places.size >= placesInMemory) places.clear();
      places.set(name, place);
      counters.copied += copied;
      if (conflicts.length === 0) return;
      counters.conflictsFound += conflicts.length;
      log.error({ ids: conflicts }, 'documents that would have become conflicts were not copied');
    } catch (error) {
      places.delete(name);
      if (error instanceof DatabaseMissing || stop.signal.aborted) return;
      failed(error);
      await pause(afterFailureMs, stop.signal);
      sweptOnes.add(name);
    }
  }

  return {
    fresh: (name) => mark(freshOnes, name),
    swept: (name) => mark(sweptOnes, name),
    async close() {
      stop.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

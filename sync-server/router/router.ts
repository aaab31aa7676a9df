import { orderIdOf } from '../../domain/documents/work-order.ts';
import type { OfficeContext } from '../context.ts';
import { follow, pause } from '../database/follow.ts';
import { DatabaseMissing } from '../database/types.ts';
import { checkpointIn } from './checkpoint.ts';
import { collect } from './collect.ts';
import { deliver } from './deliver.ts';

export type Router = {
  /** Resolves when everything written so far has been collected and delivered. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const mailboxPrefix = 'mailbox-';
/** mailboxes collected side by side */
const atOnce = 4;
/** on CouchDB other office processes write too; `_db_updates` may miss some, the sweep does not */
const sweepEveryMs = 60_000;

/** Copies between mailboxes and `work` (ADR 0008): two workers, each idempotent, each with its checkpoint in a `_local` document. */
export async function startRouter(context: OfficeContext): Promise<Router> {
  const { databases, work, counters, log, clock, config, nudges } = context;
  const stop = new AbortController();
  const dirty = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const failed = (error: unknown) => log.error({ err: error }, 'router');

  const conflicted = (ids: readonly string[]) => {
    if (ids.length === 0) return;
    counters.conflictsFound += ids.length;
    log.error({ ids }, 'documents that would have become conflicts were not copied');
  };

  function mark(name: string): void {
    if (!name.startsWith(mailboxPrefix) || stop.signal.aborted) return;
    dirty.add(name);
    turn();
  }

  function turn(): void {
    for (const name of dirty) {
      if (running.size >= atOnce || stop.signal.aborted) break;
      if (running.has(name)) continue;
      dirty.delete(name);
      running.set(
        name,
        collectOne(name).finally(() => {
          running.delete(name);
          turn();
        }),
      );
    }
    counters.routerLag = dirty.size + running.size;
  }

  async function collectOne(name: string): Promise<void> {
    try {
      conflicted(await collect(databases.open(name), name.slice(mailboxPrefix.length), work));
    } catch (error) {
      if (error instanceof DatabaseMissing || stop.signal.aborted) return;
      failed(error);
      await pause(1000, stop.signal);
      dirty.add(name);
    }
  }

  const parts = { databases, work, now: clock.now, mailboxDays: config.policy.mailboxDays };
  const checkpoint = checkpointIn(work, 'router-deliver');
  let delivered = await checkpoint.read();
  const delivering = follow(
    work,
    delivered,
    async (rows, lastSeq) => {
      const changed = new Map<string, Set<string>>();
      for (const { id } of rows) {
        const orderId = orderIdOf(id);
        if (orderId !== null) changed.set(orderId, (changed.get(orderId) ?? new Set()).add(id));
      }
      for (const [orderId, ids] of changed) {
        if (stop.signal.aborted) return;
        conflicted(await deliver(parts, orderId, ids));
      }
      await checkpoint.write(lastSeq);
      delivered = lastSeq;
    },
    failed,
  );

  const sweep = async () => {
    for (const name of await databases.list()) mark(name);
  };
  const unheard = nudges.on(mark);
  await sweep();
  const listening = listenToOthers(context, mark, sweep, stop.signal, failed);

  return {
    async settled() {
      for (;;) {
        const idle = running.size === 0 && dirty.size === 0;
        if (idle && (await work.changes({ since: delivered, limit: 1 })).results.length === 0) return;
        await pause(10, stop.signal);
      }
    },
    async close() {
      stop.abort();
      unheard();
      await delivering.stop();
      await Promise.all([...running.values(), listening]);
    },
  };
}

/** Hears of mailboxes that other office processes wrote. On the embedded side there are none. */
async function listenToOthers(
  { databases }: OfficeContext,
  mark: (name: string) => void,
  sweep: () => Promise<void>,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> {
  if (databases.updates === undefined) return;
  let since: string | null = null;
  let sweptAt = Date.now();
  while (!signal.aborted) {
    try {
      const answer: { names: readonly string[]; last: string } = await databases.updates(since, signal);
      since = answer.last;
      for (const name of answer.names) mark(name);
      if (Date.now() - sweptAt > sweepEveryMs) {
        await sweep();
        sweptAt = Date.now();
      }
    } catch (error) {
      if (signal.aborted) return;
      failed(error);
      await pause(5000, signal);
    }
  }
}

import { orderIdOf } from '../../domain/documents/work-order.ts';
import type { OfficeContext } from '../context.ts';
import { follow } from '../database/follow.ts';
import { pause } from '../database/pause.ts';
import { failureLog } from '../http/failure-log.ts';
import type { Running } from '../leases/types.ts';
import { checkpointIn } from './checkpoint.ts';
import { deliver } from './deliver.ts';
import { settingAside } from './setting-aside.ts';

/** orders brought into mailboxes side by side; the changes of one order one after another */
const atOnce = 8;
const afterFailureMs = 2_000;

/**
 * Follows `work` and delivers every changed order. One that fails (its mailbox's store is damaged, say) is tried again by itself: it
 * holds back the checkpoint, not the others.
 */
export async function startDelivering(context: OfficeContext): Promise<Running> {
  const { databases, work, counters, log, clock, config } = context;
  const stop = new AbortController();
  const failed = failureLog(log, 'router');
  const parts = {
    databases,
    work,
    now: clock.now,
    mailboxDays: config.policy.mailboxDays,
    setAside: settingAside(context),
  };
  const checkpoint = checkpointIn(work, 'router-deliver');
  /** changed ids by order that could not be delivered yet */
  const again = new Map<string, Set<string>>();
  let retrying: Promise<void> | null = null;
  let reached = await checkpoint.read();

  async function deliverOne(orderId: string, changed: ReadonlySet<string>): Promise<void> {
    try {
      const { copied, conflicts } = await deliver(parts, orderId, new Set([...changed, ...(again.get(orderId) ?? [])]));
      again.delete(orderId);
      counters.delivered += 1;
      counters.copied += copied;
      if (conflicts.length === 0) return;
      counters.conflictsFound += conflicts.length;
      log.error({ ids: conflicts }, 'documents that would have become conflicts were not copied');
    } catch (error) {
      if (stop.signal.aborted) return;
      failed(error);
      again.set(orderId, new Set([...changed, ...(again.get(orderId) ?? [])]));
    } finally {
      counters.undelivered = again.size;
    }
  }

  async function deliverAll(orders: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    const left = [...orders];
    const worker = async (): Promise<void> => {
      for (let one = left.shift(); one !== undefined && !stop.signal.aborted; one = left.shift())
        await deliverOne(...one);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, left.length) }, worker));
  }

  async function retry(): Promise<void> {
    while (again.size > 0 && !stop.signal.aborted) {
      await pause(afterFailureMs, stop.signal);
      await inTurn(() => deliverAll(new Map(again)));
    }
    if (!stop.signal.aborted) await checkpoint.write(reached);
  }

  /** One batch, or one round of tries again, at a time: no order is delivered twice at once. */
  let last: Promise<void> = Promise.resolve();
  const inTurn = (run: () => Promise<void>): Promise<void> => {
    last = last.then(run);
    return last;
  };

  const following = follow(
    work,
    reached,
    async (rows, lastSeq) => {
      const changed = new Map<string, Set<string>>();
      for (const { id } of rows) {
        const orderId = orderIdOf(id);
        if (orderId !== null) changed.set(orderId, (changed.get(orderId) ?? new Set()).add(id));
      }
      await inTurn(() => deliverAll(changed));
      if (stop.signal.aborted) return;
      reached = lastSeq;
      if (again.size === 0) await checkpoint.write(lastSeq);
      else
        retrying ??= retry()
          .catch(failed)
          .finally(() => {
            retrying = null;
          });
    },
    failed,
  );

  return {
    async close() {
      stop.abort();
      await following.stop();
      await retrying;
    },
  };
}

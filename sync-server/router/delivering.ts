import { orderIdOf } from '../../domain/documents/work-order.ts';
import { isId } from '../../domain/ids.ts';
import type { OfficeContext } from '../context.ts';
import { follow } from '../database/follow.ts';
import { pause } from '../database/pause.ts';
import type { StoredDocument } from '../database/types.ts';
import { failureLog } from '../http/failure-log.ts';
import type { Running } from '../leases/types.ts';
import { checkpointIn, lateCheckpoint } from './checkpoint.ts';
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
  const late = lateCheckpoint(checkpoint, failed);

  /** technicians named by what changed of an order */
  const named = new Map<string, Set<string>>();

  async function deliverOne(orderId: string, changed: ReadonlySet<string>): Promise<void> {
    const likely = named.get(orderId) ?? [];
    named.delete(orderId);
    try {
      const all = new Set([...changed, ...(again.get(orderId) ?? [])]);
      const { copied, conflicts } = await deliver(parts, orderId, all, likely);
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
    if (!stop.signal.aborted) late.reach(reached);
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
      for (const { id, doc } of rows) {
        const orderId = orderIdOf(id);
        if (orderId === null) continue;
        changed.set(orderId, (changed.get(orderId) ?? new Set()).add(id));
        const technicianId = assignedTo(doc);
        if (technicianId !== null) named.set(orderId, (named.get(orderId) ?? new Set()).add(technicianId));
      }
      await inTurn(() => deliverAll(changed));
      if (stop.signal.aborted) return;
      reached = lastSeq;
      if (again.size === 0) late.reach(lastSeq);
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
      await late.close();
    },
  };
}

/** Whom an event of the office gives its order to; null for everything else. */
function assignedTo(document: StoredDocument | undefined): string | null {
  if (document?.type !== 'event' || document.kind !== 'assigned' || document.deviceId !== undefined) return null;
  const technicianId = (document.payload as { readonly technicianId?: unknown } | undefined)?.technicianId;
  return typeof technicianId === 'string' && isId(technicianId) ? technicianId : null;
}

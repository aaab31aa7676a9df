import { orderIdOf } from '../../domain/documents/work-order.ts';
import { BudgetExceeded } from '../../forms/engine/budget.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import type { OfficeContext } from '../context.ts';
import { follow } from '../database/follow.ts';
import { pause } from '../database/pause.ts';
import { failureLog } from '../http/failure-log.ts';
import { checkpointIn, lateCheckpoint } from '../router/checkpoint.ts';
import { reactions } from './all.ts';

export type Reacting = { readonly close: () => Promise<void> };

const afterFailureMs = 2_000;

/**
 * Follows `work` with a checkpoint of its own: what changed while the office was down is reacted to when it is back. An order whose
 * reaction fails (the evidence store is down, say) is tried again by itself: it holds back the checkpoint, not the others.
 */
export async function startReactions(office: OfficeContext): Promise<Reacting> {
  const { work, orders, log } = office;
  const failed = failureLog(log, 'reactions');
  const checkpoint = checkpointIn(work, 'reactions');
  const stop = new AbortController();
  const inTurn = oneAtATime();
  /** what changed of orders that could not be reacted to yet */
  const again = new Map<string, ReadonlySet<string>>();
  let retrying: Promise<void> | null = null;
  let reached = await checkpoint.read();
  const late = lateCheckpoint(checkpoint, failed);
  const following = follow(
    work,
    reached,
    async (rows, lastSeq) => {
      const changed = new Map<string, Set<string>>();
      for (const { id, doc } of rows) {
        const orderId = orderIdOf(id);
        if (orderId === null) continue;
        const kinds = changed.get(orderId) ?? new Set<string>();
        changed.set(orderId, kinds.add(String(doc?.type === 'event' ? doc.kind : doc?.type)));
      }
      await inTurn('', () => reactAll(changed));
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

  async function reactAll(changed: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    for (const [orderId, kinds] of changed) {
      if (stop.signal.aborted) return;
      const all = new Set([...kinds, ...(again.get(orderId) ?? [])]);
      try {
        await react(orderId, all);
        again.delete(orderId);
      } catch (error) {
        failed(error);
        // Trying again helps against a store that is down, never against a definition.
        if (error instanceof BudgetExceeded) again.delete(orderId);
        else again.set(orderId, all);
      }
    }
  }

  async function retry(): Promise<void> {
    while (again.size > 0 && !stop.signal.aborted) {
      await pause(afterFailureMs, stop.signal);
      await inTurn('', () => reactAll(new Map(again)));
    }
    if (!stop.signal.aborted) late.reach(reached);
  }

  async function react(orderId: string, kinds: ReadonlySet<string>): Promise<void> {
    // Of the list row only what never changes is asked: it may be behind by a moment. A new order may have none yet.
    if (orders.summary(orderId) === null) await orders.refresh(orderId);
    const summary = orders.summary(orderId);
    const definition = summary === null ? null : orders.definition(summary.orderType);
    if (summary === null || definition === null) return;
    const changed = { definition, raised: summary.raisedBy !== null, kinds };
    for (const reaction of reactions) {
      if (!reaction.concerns(changed)) continue;
      const loaded = await orders.load(orderId);
      if (loaded.ok) await reaction.run(office, loaded.value);
    }
  }

  return {
    async close() {
      stop.abort();
      await following.stop();
      await retrying;
      await late.close();
    },
  };
}

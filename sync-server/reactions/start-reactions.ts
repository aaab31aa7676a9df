import { orderIdOf } from '../../domain/documents/work-order.ts';
import type { OfficeContext } from '../context.ts';
import { follow } from '../database/follow.ts';
import { checkpointIn } from '../router/checkpoint.ts';
import { reactions } from './all.ts';

export type Reacting = { readonly close: () => Promise<void> };

/** Follows `work` with a checkpoint of its own: what changed while the office was down is reacted to when it is back. */
export async function startReactions(office: OfficeContext): Promise<Reacting> {
  const { work, orders, log } = office;
  const failed = (error: unknown) => log.error({ err: error }, 'reactions');
  const checkpoint = checkpointIn(work, 'reactions');
  const following = follow(
    work,
    await checkpoint.read(),
    async (rows, lastSeq) => {
      const changed = new Map<string, Set<string>>();
      for (const { id, doc } of rows) {
        const orderId = orderIdOf(id);
        if (orderId === null) continue;
        const kinds = changed.get(orderId) ?? new Set<string>();
        changed.set(orderId, kinds.add(String(doc?.type === 'event' ? doc.kind : doc?.type)));
      }
      for (const [orderId, kinds] of changed) await react(orderId, kinds);
      await checkpoint.write(lastSeq);
    },
    failed,
  );

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

  return { close: () => following.stop() };
}

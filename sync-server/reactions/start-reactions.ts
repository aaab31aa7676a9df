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
      for (const orderId of new Set(rows.flatMap(({ id }) => orderIdOf(id) ?? []))) await react(orderId);
      await checkpoint.write(lastSeq);
    },
    failed,
  );

  async function react(orderId: string): Promise<void> {
    for (const reaction of reactions) {
      // The row may be behind by a moment; the change that brings it up to date comes by here too.
      const summary = orders.summary(orderId);
      const definition = summary === null ? null : orders.definition(summary.orderType);
      if (summary === null || definition === null || !reaction.concerns(summary, definition)) continue;
      const loaded = await orders.load(orderId);
      if (loaded.ok) await reaction.run(office, loaded.value);
    }
  }

  return { close: () => following.stop() };
}

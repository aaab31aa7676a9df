import type { SyncItem } from '../../../bridge/sync-state.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';
import { discardItem } from './discard-item.ts';
import { type Exportable, exportItem } from './export-item.ts';

/** An item of the queue or of what was discarded, with its document; null: neither. */
function itemOf(desk: OwnDesk, id: string): Exportable | null {
  const item = waitingItem(desk, id);
  if (item) return { ...item, document: desk.store.journal.entry(id)?.body ?? null };
  const discarded = desk.discards.list().findLast((one) => one.id === id);
  return discarded ? ({ ...discarded, kind: discarded.kind as SyncItem['kind'] } as Exportable) : null;
}

const waitingItem = (desk: OwnDesk, id: string): SyncItem | null =>
  desk.sync.state().items.find((one) => one.id === id) ?? null;

export const quarantineCalls = {
  'sync.export': async (desk, { id }) => {
    const item = itemOf(desk, id);
    return item ? ok(await exportItem(desk, item)) : refused(problem('sync.itemUnknown'));
  },
  'sync.discarded': async ({ discards }) =>
    ok({
      discarded: discards
        .list()
        .toReversed()
        .map(({ id, orderId, kind, about, reason, discardedAt, problem: why }) => ({
          id,
          orderId,
          kind: kind as SyncItem['kind'],
          about,
          reason,
          discardedAt,
          code: why.code,
        })),
    }),
  // A second click finds what the first one did.
  'sync.discard': (desk, { id, reason }) =>
    desk.exclusively('discard', async () => {
      const { discards } = desk;
      const item = waitingItem(desk, id);
      if (!item)
        return discards.list().some((one) => one.id === id)
          ? ok(desk.sync.state())
          : refused(problem('sync.itemUnknown'));
      if (item.state !== 'refused' || !item.problem) return refused(problem('sync.notRefused'));
      await discardItem(desk, item, reason);
      return ok(desk.sync.state());
    }),
} as const satisfies DeskCalls<OwnDesk>;

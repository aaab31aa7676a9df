import type { SyncItem } from '../../../bridge/station.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';
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
  'sync.discard': async (desk, { id, reason }) => {
    const { store, discards, clock } = desk;
    const item = waitingItem(desk, id);
    if (!item)
      return discards.list().some((one) => one.id === id)
        ? ok(desk.sync.state())
        : refused(problem('sync.itemUnknown'));
    if (item.state !== 'refused' || !item.problem) return refused(problem('sync.notRefused'));
    const entry = store.journal.entry(id);
    await discards.keep(desk.makeId(), {
      id,
      rev: entry?.rev ?? null,
      orderId: item.orderId,
      kind: item.kind,
      about: item.about,
      problem: { code: item.problem.code, message: item.problem.message, details: { ...item.problem.details } },
      reason,
      discardedAt: new Date(clock.now()).toISOString(),
      discardedBy: desk.technicianId,
      document: entry ? { ...entry.body } : null,
    });
    if (entry) await store.leaveOut(entry);
    desk.evidence().wake();
    // The office is told at once where there is a link, else with the link.
    desk.sync.contactSoon();
    return ok(desk.sync.state());
  },
} as const satisfies DeskCalls<OwnDesk>;

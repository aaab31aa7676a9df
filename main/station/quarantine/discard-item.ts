import type { SyncItem } from '../../../bridge/station.ts';
import type { OwnDesk } from '../own-desk.ts';

/** Takes a refused item out of the queue: first the whole of it is kept in `discarded/`, with the reason. */
export async function discardItem(desk: OwnDesk, item: SyncItem, reason: string): Promise<void> {
  const { store, discards, clock } = desk;
  const entry = store.journal.entry(item.id);
  const { code = 'internal', message = '', details = {} } = item.problem ?? {};
  await discards.keep(desk.makeId(), {
    id: item.id,
    rev: entry?.rev ?? null,
    orderId: item.orderId,
    kind: item.kind,
    about: item.about,
    problem: { code, message, details: { ...details } },
    reason,
    discardedAt: new Date(clock.now()).toISOString(),
    discardedBy: desk.technicianId,
    document: entry ? { ...entry.body } : null,
  });
  if (entry) await store.leaveOut(entry);
  desk.evidence().wake();
  // The office is told at once where there is a link, else with the link.
  desk.sync.contactSoon();
}

import type { SyncItem } from '../../../bridge/sync-state.ts';
import type { JournalEntry } from '../../../storage/journal.ts';
import type { OwnDesk } from '../own-desk.ts';

/** Takes a refused item out of the queue: first the whole of it is kept in `discarded/`, with the reason. */
export async function discardItem(desk: OwnDesk, item: SyncItem, reason: string): Promise<void> {
  const { store, discards } = desk;
  const entry = store.journal.entry(item.id);
  // A try that found no room between the two has kept it already.
  const isKept = entry ? discards.hasRevision(item.id, entry.rev) : discards.hasFile(item.id);
  if (!isKept) await keep(desk, item, entry, reason);
  if (entry) await store.leaveOut(entry);
  desk.evidence().wake();
  // The office is told at once where there is a link, else with the link.
  desk.sync.contactSoon();
}

function keep(desk: OwnDesk, item: SyncItem, entry: JournalEntry | undefined, reason: string): Promise<void> {
  const { code = 'internal', message = '', details = {} } = item.problem ?? {};
  return desk.discards.keep(desk.makeId(), {
    id: item.id,
    rev: entry?.rev ?? null,
    orderId: item.orderId,
    kind: item.kind,
    about: item.about,
    problem: { code, message, details: { ...details } },
    reason,
    discardedAt: new Date(desk.clock.now()).toISOString(),
    discardedBy: desk.technicianId,
    document: entry ? { ...entry.body } : null,
  });
}

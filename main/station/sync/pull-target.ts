import { orderIdOf } from '../../../domain/documents/work-order.ts';
import { isOwnDraft, type TechnicianStore } from '../store/technician-store.ts';
import type { PullTarget } from './pull.ts';

/** Without what was here before its order left; something new of such an order brings the whole of it back (ADR 0013). */
async function notLeft(
  { left, takeBack }: TechnicianStore,
  revs: Record<string, string[]>,
): Promise<Record<string, string[]>> {
  const rows = Object.entries(revs);
  const ofLeft = (id: string): string | null => {
    const orderId = orderIdOf(id);
    return orderId !== null && left.has(orderId) ? orderId : null;
  };
  const back = new Set<string>();
  for (const [id, names] of rows) {
    const orderId = ofLeft(id);
    if (orderId !== null && names.some((rev) => !left.knows(orderId, id, rev))) back.add(orderId);
  }
  if (back.size > 0) await takeBack(back);
  return Object.fromEntries(rows.filter(([id]) => ofLeft(id) === null));
}

/**
 * What a technician's store takes from his mailbox. Of this device's own drafts it takes only those it has lost: nobody else
 * writes them, so what the office has of one that is here can only be older.
 */
export const makePullTarget = (store: TechnicianStore, deviceId: string): PullTarget => ({
  receive: store.receive,
  wanted: async (revs) => {
    const missing = Object.entries(await store.documents.missing(await notLeft(store, revs)));
    const wanted = await Promise.all(
      missing.map(async ([id, { missing: names }]) => {
        const isHere = isOwnDraft(id, deviceId) && (store.journal.entry(id) || (await store.documents.get(id)));
        return isHere ? [] : names.map((rev) => ({ id, rev }));
      }),
    );
    return wanted.flat();
  },
});

import { isOwnDraft, type TechnicianStore } from '../store/technician-store.ts';
import type { PullTarget } from './pull.ts';

/**
 * What a technician's store takes from his mailbox. Of this device's own drafts it takes only those it has lost: nobody else
 * writes them, so what the office has of one that is here can only be older.
 */
export const makePullTarget = (store: TechnicianStore, deviceId: string): PullTarget => ({
  receive: store.receive,
  wanted: async (revs) => {
    const missing = Object.entries(await store.documents.missing(revs));
    const wanted = await Promise.all(
      missing.map(async ([id, { missing: names }]) => {
        const isHere = isOwnDraft(id, deviceId) && (store.journal.entry(id) || (await store.documents.get(id)));
        return isHere ? [] : names.map((rev) => ({ id, rev }));
      }),
    );
    return wanted.flat();
  },
});

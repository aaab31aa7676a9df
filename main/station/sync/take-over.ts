import { deviceTypes } from '../../../domain/documents/parse.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import type { JournalLine } from '../../../storage/journal.ts';
import type { PouchDocument } from '../../../storage/open-store.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Markers } from '../evidence/uploads/markers.ts';
import type { TechnicianStore } from '../store/technician-store.ts';
import { nameFormerOrders } from './former-orders.ts';
import { noteGeneration } from './generation.ts';

export type TakeOver = {
  /** the technician's */
  readonly folder: string;
  readonly store: TechnicianStore;
  readonly catalogue: Catalogue;
  readonly markers: Markers;
  /** what a person has discarded is offered to no office */
  readonly isDiscarded: (id: string, rev: string | undefined) => boolean;
  readonly technicianId: string;
  readonly deviceId: string;
  readonly now: () => number;
  /** what a person has accepted */
  readonly generation: string;
};

const page = 200;

/**
 * Turns this device to another office generation. Everything that this device ever wrote goes into the journal again, with its
 * whole history, so that it counts as unsent until the new office has answered for it; then the store is set aside (its files stay) and
 * begun anew from the journal. What the old office wrote, its receipts above all, is not trusted any more and comes from the new one.
 * A kill at any line leaves `accepting` set: it is done again at the next start, and changes nothing that was done.
 */
export async function takeOver(given: TakeOver): Promise<void> {
  const { store, catalogue, generation } = given;
  const orderIds = new Set<string>();
  for (let since = 0; ; ) {
    const { results, last_seq } = await store.documents.changes(since, page);
    const rows = results.filter(({ id, deleted }) => !deleted && mayBeOwn(id));
    const documents = await store.documents.histories(
      rows.map(({ id, changes }) => ({ id, rev: changes[0]?.rev ?? '' })),
    );
    const own = documents.filter((one) => isOwn(one, given) && !given.isDiscarded(one._id, one._rev));
    await offerAgain(given, own);
    for (const { _id } of own) orderIds.add(orderIdOf(_id) ?? '');
    if (results.length < page) break;
    since = Number(last_seq);
  }
  await nameFormerOrders(given.folder, store, orderIds);
  // What the old office refused may be right for the new one.
  await store.journal.append([{ retried: {} }]);
  await store.documents.restart('another office was accepted');
  await store.left.forgetAll();
  await catalogue.renew();
  await store.checkpoint.set({ accepting: null, reoffering: true, rebuiltBy: 'office', generation });
  await noteGeneration(store, generation);
}

async function offerAgain({ store, markers, now }: TakeOver, documents: readonly PouchDocument[]): Promise<void> {
  const at = new Date(now()).toISOString();
  // The marker first: a photo whose document is sent again must not be forgotten by its bytes.
  for (const { _id: evidenceId, type, orderId } of documents)
    if (type === 'evidence' && typeof orderId === 'string') await markers.save({ evidenceId, orderId });
  const lines = documents.map((document): JournalLine => {
    const { _id: id, _rev: rev = '', _revisions, ...fields } = document;
    const waiting = store.journal.entry(id);
    // Newer than the store: a kill came between the two. It is written into the store again at the next opening.
    if (waiting && waiting.rev !== rev) return { all: [] };
    const revisions = _revisions ?? { start: 1, ids: [rev.split('-')[1] ?? ''] };
    const put = { id, rev, revisions, body: waiting?.body ?? { _id: id, ...fields }, at: waiting?.at ?? at };
    // Taken out and put in again: an entry that waits joins its history to what the old office had confirmed.
    return { all: [...(waiting ? [{ confirmed: { id, rev } }] : []), { put }] };
  });
  await store.journal.append(lines);
}

const mayBeOwn = (id: string): boolean => id.startsWith('device:') || id.startsWith('workOrder:');

const isOwn = ({ type, deviceId, createdBy }: PouchDocument, given: TakeOver): boolean =>
  deviceTypes.has(type as never) && deviceId === given.deviceId && createdBy === given.technicianId;

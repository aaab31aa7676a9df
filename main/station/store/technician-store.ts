import { join } from 'node:path';
import type { DeviceDocument } from '../../../domain/documents/device.ts';
import { grantId } from '../../../domain/documents/grant.ts';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import { orderRange } from '../../../domain/documents/work-order.ts';
import { type Journal, type JournalEntry, type JournalLine, openJournal } from '../../../storage/journal.ts';
import type { PouchDocument } from '../../../storage/open-store.ts';
import type { Log, OwnDocument } from '../context.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { type DocumentStore, openDocumentStore } from './document-store.ts';
import { nextRevision } from './revisions.ts';

/** Store and journal of one technician on this device. Nothing else writes to either. */
export type TechnicianStore = {
  readonly journal: Journal;
  readonly checkpoint: Checkpoint;
  readonly documents: DocumentStore;
  /** Durable when it resolves: journal flushed, then store flushed (ADR 0003). */
  readonly append: (documents: readonly (OwnDocument | DeviceDocument)[]) => Promise<void>;
  /** Documents of the office with their revisions. */
  readonly receive: (documents: readonly PouchDocument[]) => Promise<void>;
  readonly orderDocuments: (orderId: string) => Promise<OrderDocument[]>;
  /** when the store was last rebuilt from journal and office; null: never */
  readonly rebuiltAt: () => string | null;
  /** A person discarded this entry: it is not sent and not read any more. It stays in the store and in `discarded/`. */
  readonly leaveOut: (entry: JournalEntry) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type TechnicianStoreOptions = {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Log;
  /** revisions that a person discarded: read past */
  readonly isDiscarded?: (id: string, rev: string | undefined) => boolean;
  /** ids of documents that were written, received, or (null) that everything may have changed; `written`: the documents themselves */
  readonly changed: (ids: readonly string[] | null, written?: readonly (OwnDocument | DeviceDocument)[]) => void;
};

export async function openTechnicianStore(options: TechnicianStoreOptions): Promise<TechnicianStore> {
  const { folder, now, log, changed } = options;
  const journal = await openJournal(join(folder, 'journal'), { now });
  if (journal.damagedLines > 0) log.error({ lines: journal.damagedLines }, 'damaged journal lines were skipped');
  const checkpoint = await openCheckpoint(join(folder, 'checkpoint.json'));
  const documents = await openDocumentStore({
    folder: join(folder, 'store'),
    now,
    log,
    atLeast: checkpoint.get().storeSequence,
    rebuilt: async (_why, write) => {
      await checkpoint.restart(new Date(now()).toISOString());
      await write(journal.entries().map(asDocument));
      changed(null);
    },
  });
  await replay(journal, documents, log);

  async function append(given: readonly (OwnDocument | DeviceDocument)[]): Promise<void> {
    const entries = await Promise.all(given.map((one) => entryOf(one)));
    const marks = given.flatMap((one) => (one.type === 'event' ? [sequenceMark(one.orderId, one.deviceSeq)] : []));
    await journal.append([{ all: [...entries.map((put) => ({ put })), ...marks] }]);
    await documents.write(entries.map(asDocument));
    changed(
      given.map((one) => one._id),
      given,
    );
  }

  async function entryOf(document: OwnDocument | DeviceDocument): Promise<JournalEntry> {
    const { _rev: _, ...body } = document as OwnDocument & { _rev?: string };
    const parent = isMutable(document._id) ? await lastRevision(document._id) : null;
    return { id: document._id, ...nextRevision(body, parent), body, at: new Date(now()).toISOString() };
  }

  /** The journal first: after a rebuild the store may not know yet what the office holds of this device's own documents. */
  async function lastRevision(id: string): Promise<string | null> {
    const known = journal.entry(id)?.rev ?? journal.confirmedRev(id);
    return known ?? (await documents.get(id))?._rev ?? null;
  }

  return {
    journal,
    checkpoint,
    documents,
    append,
    receive: async (received) => {
      await documents.write(received);
      changed(received.map((one) => one._id));
    },
    orderDocuments: async (orderId) => {
      const { startkey, endkey } = orderRange(orderId);
      const [own, grant] = await Promise.all([documents.range(startkey, endkey), documents.get(grantId(orderId))]);
      const read = own.filter(({ _id, _rev }) => options.isDiscarded?.(_id, _rev) !== true);
      return [...read, ...(grant ? [grant] : [])] as OrderDocument[];
    },
    leaveOut: async ({ id, rev }) => {
      // To the journal it is no longer outstanding, which is all that this line means there.
      await journal.append([{ confirmed: { id, rev } }]);
      changed([id]);
    },
    rebuiltAt: () => checkpoint.get().rebuiltAt,
    close: async () => {
      await journal.close();
      await documents.close();
    },
  };
}

/** Drafts and the device's own document change; everything else is written once. */
export const isMutable = (id: string): boolean => id.startsWith('device:') || /^workOrder:[0-9a-z]{26}:draft:/.test(id);

export const isOwnDraft = (id: string, deviceId: string): boolean =>
  isMutable(id) && (id === `device:${deviceId}` || id.endsWith(`:${deviceId}`));

export const sequenceKey = (orderId: string): string => `deviceSeq:${orderId}`;
const sequenceMark = (orderId: string, value: number): JournalLine => ({ mark: { key: sequenceKey(orderId), value } });

const asDocument = ({ id, rev, revisions, body }: JournalEntry): PouchDocument => ({
  ...body,
  _id: id,
  _rev: rev,
  _revisions: { start: revisions.start, ids: [...revisions.ids] },
});

/** A kill between journal and store leaves documents that only the journal has: they go into the store now. */
async function replay(journal: Journal, documents: DocumentStore, log: Log): Promise<void> {
  const entries = journal.entries();
  const missing = await documents.missing(Object.fromEntries(entries.map(({ id, rev }) => [id, [rev]])));
  const lost = entries.filter(({ id }) => missing[id]);
  if (lost.length === 0) return;
  await documents.write(lost.map(asDocument));
  log.info({ documents: lost.length }, 'documents of the journal were written into the store again');
}

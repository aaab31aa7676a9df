import { join } from 'node:path';
import type { DeviceDocument } from '../../../domain/documents/device.ts';
import { grantId } from '../../../domain/documents/grant.ts';
import type { OrderDocument } from '../../../domain/documents/parse.ts';
import { orderIdOf, orderRange } from '../../../domain/documents/work-order.ts';
import { freeBytesIn, StorageFull } from '../../../storage/full.ts';
import { type Journal, type JournalEntry, type JournalLine, openJournal } from '../../../storage/journal.ts';
import { oneAtATime } from '../../../storage/one-at-a-time.ts';
import type { PouchDocument } from '../../../storage/open-store.ts';
import { noReserve, type Reserve } from '../../../storage/reserve.ts';
import type { Log, OwnDocument } from '../context.ts';
import { type LeafName, type Left, openLeft } from '../leaving/left.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { type DocumentStore, openDocumentStore } from './document-store.ts';
import { generationOf, nextRevision, revisionNames } from './revisions.ts';
import { assertKeepable } from './unkeepable.ts';

/** Store and journal of one technician on this device. Nothing else writes to either. */
export type TechnicianStore = {
  readonly journal: Journal;
  readonly checkpoint: Checkpoint;
  readonly documents: DocumentStore;
  /**
   * Durable when it resolves: journal flushed, then store flushed (ADR 0003).
   * @throws Unkeepable when the office would refuse one of them for ever: then none is written
   */
  readonly append: (documents: readonly (OwnDocument | DeviceDocument)[]) => Promise<void>;
  /**
   * What the office answered for leaves the journal, once it is in the store too: killed in between, the device would have it in
   * neither, and a call made again would write it a second time.
   * @throws StorageFull when a full disk keeps one out of the store: the office is asked for it again
   */
  readonly confirmed: (lines: readonly JournalLine[]) => Promise<void>;
  /** Documents of the office with their revisions. */
  readonly receive: (documents: readonly PouchDocument[]) => Promise<void>;
  readonly orderDocuments: (orderId: string) => Promise<OrderDocument[]>;
  /** orders that left this device */
  readonly left: Left;
  /** Something new of orders that left: the changes feed is read from the start once, and they are here again. */
  readonly takeBack: (orderIds: ReadonlySet<string>) => Promise<void>;
  /**
   * Copies everything but these orders into a fresh store and goes on with that (ADR 0013). False: called off, nothing changed.
   * @param files hashes that only these orders name
   */
  readonly rotate: (
    orderIds: ReadonlySet<string>,
    files: readonly string[],
    mayGoOn: () => boolean,
  ) => Promise<boolean>;
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
  /** given up when a save meets a full disk */
  readonly reserve?: Reserve;
  /** with less free space than this nothing is pulled: it is left to saves; bytes */
  readonly pullAbove?: number;
  /** revisions that a person discarded: read past */
  readonly isDiscarded?: (id: string, rev: string | undefined) => boolean;
  /** ids of documents that were written, received, or (null) that everything may have changed; `written`: the documents themselves */
  readonly changed: (ids: readonly string[] | null, written?: readonly (OwnDocument | DeviceDocument)[]) => void;
};

export async function openTechnicianStore(options: TechnicianStoreOptions): Promise<TechnicianStore> {
  const { folder, now, log, reserve = noReserve, pullAbove = 0 } = options;
  const changedSince = new Set<string>();
  const changed: TechnicianStoreOptions['changed'] = (ids, written) => {
    for (const id of ids ?? []) changedSince.add(orderIdOf(id) ?? '');
    options.changed(ids, written);
  };
  const journal = await openJournal(join(folder, 'journal'), { now });
  if (journal.damagedLines > 0) log.error({ lines: journal.damagedLines }, 'damaged journal lines were skipped');
  const checkpoint = await openCheckpoint(join(folder, 'checkpoint.json'));
  const documents = await openDocumentStore({
    folder: join(folder, 'store'),
    now,
    log,
    atLeast: (name) => (checkpoint.get().store === name ? checkpoint.get().storeSequence : 0),
    reserve,
    rebuilt: async (_why, write) => {
      await checkpoint.restart(new Date(now()).toISOString());
      await write(journal.entries().map(asDocument));
      changed(null);
    },
  });
  await replay(journal, documents, log);
  await leaveOutDiscarded();
  const left = await openLeft(join(folder, 'left.json'));

  /** Kept as discarded, and killed (or the disk full) before it left the queue: it must be offered to no office again. */
  async function leaveOutDiscarded(): Promise<void> {
    const lines = journal
      .entries()
      .flatMap(({ id, rev }): JournalLine[] => (options.isDiscarded?.(id, rev) ? [{ confirmed: { id, rev } }] : []));
    await reserve
      .spend(() => journal.append(lines))
      .catch((error: unknown) => log.warn({ err: error }, 'what was discarded still waits'));
  }

  /** what is in the journal, or going there, and not yet in the store */
  const writing = new Set<Promise<void>>();

  async function rotate(
    orderIds: ReadonlySet<string>,
    files: readonly string[],
    mayGoOn: () => boolean,
  ): Promise<boolean> {
    const isLeaving = (id: string): boolean => orderIds.has(orderIdOf(id) ?? '');
    // What of a leaving order is written or arrives from here on would be left behind: then not now.
    const touched = (): boolean => changedSince.size > 0 && [...orderIds].some((orderId) => changedSince.has(orderId));
    changedSince.clear();
    const leaving = new Map<string, LeafName[]>();
    for (const orderId of orderIds) leaving.set(orderId, await documents.leaves(orderId));
    const done = await documents.rotate({
      keeps: (id) => !isLeaving(id),
      mayGoOn: () => journal.entries().length === 0 && !touched() && mayGoOn(),
      beforeSwitch: () => left.add(leaving, files),
    });
    if (!done) return false;
    const { store, sequence } = await documents.position();
    await checkpoint.set({ store, storeSequence: sequence });
    changed([...orderIds].map((orderId) => `workOrder:${orderId}`));
    return true;
  }

  /** Two revisions made at once of the same parent would be two leaves, and the office takes one: a document that changes has one writer at a time. */
  const changing = oneAtATime();

  async function append(given: readonly (OwnDocument | DeviceDocument)[]): Promise<void> {
    const note = () => journaled(given);
    const noted = given.some(({ _id }) => isMutable(_id)) ? changing('', note) : note();
    const written = noted.then((entries) => documents.write(entries.map(asDocument), 'journaled'));
    writing.add(written);
    try {
      await written;
    } finally {
      writing.delete(written);
    }
    changed(
      given.map((one) => one._id),
      given,
    );
  }

  async function journaled(given: readonly (OwnDocument | DeviceDocument)[]): Promise<readonly JournalEntry[]> {
    const entries = await Promise.all(given.map((one) => entryOf(one)));
    const marks = given.flatMap((one) => (one.type === 'event' ? [sequenceMark(one.orderId, one.deviceSeq)] : []));
    await reserve.spend(() => journal.append([{ all: [...entries.map((put) => ({ put })), ...marks] }]));
    return entries;
  }

  async function entryOf(document: OwnDocument | DeviceDocument): Promise<JournalEntry> {
    const { _rev: _, ...body } = document as OwnDocument & { _rev?: string };
    const [parent, ...before] = isMutable(document._id) ? await pathTo(document._id) : [];
    const { rev, revisions } = nextRevision(body, parent ?? null);
    assertKeepable(document, rev);
    const ids = [...revisions.ids, ...before.map((one) => one.replace(/^\d+-/, ''))];
    return { id: document._id, rev, revisions: { ...revisions, ids }, body, at: new Date(now()).toISOString() };
  }

  /** What the next revision follows, newest first. The journal knows better than a store that was rebuilt and has not been refilled. */
  async function pathTo(id: string): Promise<readonly string[]> {
    const waiting = journal.entry(id)?.rev;
    if (waiting !== undefined) return [waiting];
    const confirmed = journal.confirmedRev(id);
    const stored = (await documents.get(id))?._rev;
    if (stored === undefined || confirmed === undefined) return [stored ?? confirmed ?? []].flat();
    if (generationOf(stored) <= generationOf(confirmed)) return [confirmed];
    // A discarded revision lies between: beside it the next one would be a second leaf, and perhaps not the one that is read.
    const [found] = await documents.histories([{ id, rev: stored }]);
    return found?._revisions ? revisionNames(found._revisions) : [stored];
  }

  return {
    journal,
    checkpoint,
    documents,
    append,
    receive: async (received) => {
      if (pullAbove > 0 && (await freeBytesIn(folder)) < pullAbove) throw new StorageFull();
      await documents.write(received);
      changed(received.map((one) => one._id));
    },
    orderDocuments: async (orderId) => {
      const { startkey, endkey } = orderRange(orderId);
      const [own, grant] = await Promise.all([documents.range(startkey, endkey), documents.get(grantId(orderId))]);
      const read = own.filter(({ _id, _rev }) => options.isDiscarded?.(_id, _rev) !== true);
      return [...read, ...(grant ? [grant] : [])] as OrderDocument[];
    },
    confirmed: async (lines) => {
      await Promise.allSettled(writing);
      const late = await documents.keptOut();
      const stored = lines.filter((line) => !('confirmed' in line && late.has(line.confirmed.id)));
      await journal.append(stored);
      if (stored.length < lines.length) throw new StorageFull();
    },
    leaveOut: async ({ id, rev }) => {
      await changing('', async () => {
        // Typed on meanwhile: the newer revision goes its own way, with the whole path, of which the office knows nothing new.
        if (journal.entry(id)?.rev !== rev) return;
        // To the journal it is no longer outstanding, which is all that this line means there.
        await journal.append([{ confirmed: { id, rev } }]);
      });
      changed([id]);
    },
    left,
    takeBack: async (orderIds) => {
      log.info({ orders: orderIds.size }, 'orders that had left come back');
      // In this order: killed in between, the same rows are met again.
      await checkpoint.set({ since: 0 });
      await left.forget(orderIds);
    },
    rotate,
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
  await documents.write(lost.map(asDocument), 'journaled');
  log.info({ documents: lost.length }, 'documents of the journal were written into the store again');
}

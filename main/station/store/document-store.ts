import { dirname, join } from 'node:path';
import { grantId } from '../../../domain/documents/grant.ts';
import { orderRange } from '../../../domain/documents/work-order.ts';
import { openDurableStore, replaceStore, type SetAside, saysDamaged } from '../../../storage/durable-store.ts';
import { isStorageFull, StorageFull } from '../../../storage/full.ts';
import { type ChangesAnswer, openStore, type PouchDocument, type Store } from '../../../storage/open-store.ts';
import { noReserve, type Reserve } from '../../../storage/reserve.ts';
import { roomToOpen } from '../../../storage/room-to-open.ts';
import type { Log } from '../context.ts';
import { fillNext, type Rotation, throwNextAway } from './fill-next.ts';
import { makeOverlay } from './overlay.ts';

import { findStoreFolders, removeLeftovers, removeOlder, switchTo } from './store-folders.ts';
import type { StoredDocument } from './stored-document.ts';
import { makeTurnstile } from './turnstile.ts';

/**
 * A store that mends itself: what says that its files are damaged sets it aside, refills a fresh one, and the work goes on; a
 * full disk ends one write, and the store is opened again before the next (ADR 0013).
 */
export type DocumentStore = {
  readonly get: (id: string) => Promise<StoredDocument | null>;
  readonly range: (startkey: string, endkey: string) => Promise<StoredDocument[]>;
  /** Ids from `startkey` on, in order, at most `limit`. */
  readonly ids: (startkey: string, endkey: string, limit: number) => Promise<string[]>;
  /** every leaf of an order's documents, its grant too */
  readonly leaves: (orderId: string) => Promise<{ id: string; rev: string }[]>;
  readonly many: (ids: readonly string[]) => Promise<StoredDocument[]>;
  /**
   * Writes documents with their own revisions (`new_edits=false`), flushed. `journaled`: the journal holds them, so that on a full
   * disk they are only laid over what is read, and written with the next write that succeeds.
   * @throws StorageFull
   */
  readonly write: (documents: readonly PouchDocument[], journaled?: 'journaled') => Promise<void>;
  /** Tries to store what a full disk kept out; answers the ids of what it still keeps out. */
  readonly keptOut: () => Promise<ReadonlySet<string>>;
  /** Of each id the revisions that are not in the store. */
  readonly missing: (revs: Record<string, string[]>) => Promise<Record<string, { missing: string[] }>>;
  readonly changes: (since: number, limit: number) => Promise<ChangesAnswer>;
  /** These revisions with their whole histories; what is not here is left out. */
  readonly histories: (wanted: readonly { id: string; rev: string }[]) => Promise<PouchDocument[]>;
  /** Sets the store aside, whole as it is, and begins a fresh one as after damage: `rebuilt` refills it. */
  readonly restart: (reason: string) => Promise<void>;
  /** The folder's name and how far it counts: a sequence says nothing without its store. */
  readonly position: () => Promise<{ readonly store: string; readonly sequence: number }>;
  readonly folder: () => string;
  /** Copies what is kept into a fresh store and goes on with it; false: called off, nothing has changed. */
  readonly rotate: (rotation: Rotation) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export type DocumentStoreOptions = {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Log;
  /** the sequence that the store of this name is known to have reached; less means lost writes */
  readonly atLeast: (store: string) => number;
  /** called with the fresh store before anything else reads it: the refill */
  readonly rebuilt: (why: SetAside, write: DocumentStore['write']) => Promise<void>;
  readonly reserve?: Reserve;
};

export async function openDocumentStore(options: DocumentStoreOptions): Promise<DocumentStore> {
  const { folder: base, now, log, reserve = noReserve } = options;
  await removeLeftovers(base);
  const pathOf = (name: string): string => join(dirname(base), name);
  const openChecked = (name: string) =>
    reserve.spend(() => openDurableStore(pathOf(name), { now, atLeast: options.atLeast(name) }));
  const turnstile = makeTurnstile();
  const overlay = makeOverlay();
  const folders = await findStoreFolders(base);
  let name = folders.current;
  let first = await openChecked(name);
  const [before] = folders.older;
  if (first.setAside && before !== undefined) {
    // Killed right after the switch, and the copy is damaged: what it was copied from is whole (ADR 0013).
    await first.store.close();
    await removeOlder(base, [name]);
    name = before;
    first = await openChecked(name);
  }
  await removeOlder(base, (await findStoreFolders(base)).older);
  let store: Store = first.store;
  /** after a write that met a full disk its log may end in half a record: nothing is written behind it */
  let stuck = false;
  let closed = false;

  const writeTo = async (target: Store, documents: readonly PouchDocument[]): Promise<void> => {
    if (documents.length === 0) return;
    const answers = await target.bulkDocs(documents, { new_edits: false });
    const failed = answers.find((answer) => answer.error);
    if (failed && isStorageFull(failed)) throw new StorageFull();
    // An answer without an id speaks of the store, not of a document.
    if (failed) throw new Error(`store refused a write: ${failed.name ?? failed.message ?? 'unknown'}`);
  };

  async function refill(why: SetAside): Promise<void> {
    log.error({ reason: why.reason }, 'a store was set aside');
    await options.rebuilt(why, (documents) => writeTo(store, documents));
  }

  async function mend(broken: Store, reason: string): Promise<void> {
    await broken.close().catch(() => undefined);
    const replaced = await replaceStore(pathOf(name), now, reason);
    store = replaced.store;
    stuck = false;
    if (replaced.setAside) await refill(replaced.setAside);
  }

  async function run<T>(work: (store: Store) => Promise<T>): Promise<T> {
    let used = store;
    try {
      return await turnstile.pass(() => {
        used = store;
        return work(used);
      });
    } catch (error) {
      if (closed || isStorageFull(error) || !saysDamaged(error)) throw error;
      await turnstile.alone(async () => {
        if (used === store) await mend(used, error instanceof Error ? error.name : 'read error');
      });
      return turnstile.pass(() => work(store));
    }
  }

  /** Closed and opened again, where there is room for that; reads go on with the old handle until then. */
  async function unstick(): Promise<void> {
    await turnstile.alone(async () => {
      if (!stuck || closed) return;
      if (!(await roomToOpen(pathOf(name)))) await reserve.giveUp();
      if (!(await roomToOpen(pathOf(name)))) throw new StorageFull();
      await store.close();
      const opened = await openDurableStore(pathOf(name), { now, atLeast: 0 });
      store = opened.store;
      stuck = false;
      if (opened.setAside) await refill(opened.setAside);
    });
  }

  async function writeNow(documents: readonly PouchDocument[]): Promise<void> {
    if (stuck) await unstick();
    try {
      await run((to) => writeTo(to, documents));
    } catch (error) {
      if (!isStorageFull(error)) throw error;
      stuck = true;
      await unstick();
      await run((to) => writeTo(to, documents));
    }
  }

  /** One after another: behind a write that failed half-way nothing may follow. */
  const write = (documents: readonly PouchDocument[], journaled?: 'journaled'): Promise<void> =>
    turnstile.inLine(async () => {
      if (documents.length === 0) return;
      const late = overlay.all();
      try {
        await writeNow([...late, ...documents]);
        overlay.drop(late);
      } catch (error) {
        if (!isStorageFull(error)) throw error;
        stuck = true;
        if (!journaled) throw new StorageFull();
        overlay.lay(documents);
        log.error({ documents: documents.length }, 'the disk is full: saved in the journal only');
      }
    });

  async function keptOut(): Promise<ReadonlySet<string>> {
    if (overlay.all().length === 0) return new Set();
    return turnstile.inLine(async () => {
      const late = overlay.all();
      try {
        await writeNow(late);
        overlay.drop(late);
      } catch (error) {
        if (!isStorageFull(error)) throw error;
        stuck = true;
      }
      return new Set(overlay.all().map(({ _id }) => _id));
    });
  }

  if (first.setAside) await refill(first.setAside);

  return {
    get: async (id) => {
      const late = overlay.get(id);
      if (late) return late;
      return run(async (from) => {
        try {
          return (await from.get(id)) as unknown as StoredDocument;
        } catch (error) {
          if (isNotFound(error)) return null;
          throw error;
        }
      });
    },
    range: (startkey, endkey) =>
      run(async (from) => {
        const { rows } = await from.allDocs({ startkey, endkey, include_docs: true });
        return overlay.over(
          rows.flatMap(({ doc }) => (doc ? [doc as unknown as StoredDocument] : [])),
          (id) => id >= startkey && id <= endkey,
        );
      }),
    ids: (startkey, endkey, limit) =>
      run(async (from) => {
        const { rows } = await from.allDocs({ startkey, endkey, limit });
        return rows.map(({ id }) => id);
      }),
    leaves: (orderId) =>
      run(async (from) => {
        const { startkey, endkey } = orderRange(orderId);
        const { rows } = await from.allDocs({ startkey, endkey, include_docs: true, conflicts: true });
        const grant = (await from.allDocs({ keys: [grantId(orderId)] })).rows.filter(({ error }) => !error);
        return [...rows, ...grant].flatMap(({ id, value, doc }) =>
          [value.rev, ...((doc?._conflicts as string[] | undefined) ?? [])].map((rev) => ({ id, rev })),
        );
      }),
    many: (ids) =>
      run(async (from) => {
        const { rows } = await from.allDocs({ keys: [...ids], include_docs: true });
        return rows.flatMap(({ doc }) => (doc ? [doc as unknown as StoredDocument] : []));
      }),
    write,
    keptOut,
    missing: (revs) => run((from) => from.revsDiff(revs)),
    changes: (since, limit) => run((from) => from.changes({ since, limit, return_docs: true })),
    histories: (wanted) =>
      run(async (from) => {
        if (wanted.length === 0) return [];
        const { results } = await from.bulkGet({ docs: [...wanted], revs: true });
        return results.flatMap(({ docs }) => docs.flatMap(({ ok }) => ok ?? []));
      }),
    restart: (reason) => turnstile.alone(() => mend(store, reason)),
    position: () => run(async (from) => ({ store: name, sequence: Number((await from.info()).update_seq) })),
    folder: () => name,
    rotate: async (rotation) => {
      if (stuck || overlay.all().length > 0) return false;
      try {
        return await fillNext({
          base,
          current: () => store,
          rotation,
          turnstile,
          // Both are closed inside the turnstile; then the rename, then the new one.
          change: async () => {
            await store.close();
            const old = name;
            try {
              name = await switchTo(base, old);
              store = await openStore(pathOf(name));
            } catch (error) {
              name = (await findStoreFolders(base)).current;
              store = await openStore(pathOf(name));
              throw error;
            }
            await removeOlder(base, [old]).catch((error: unknown) => log.warn({ err: error }, 'an old store stays'));
          },
        });
      } finally {
        await throwNextAway(base);
      }
    },
    close: async () => {
      closed = true;
      await turnstile.alone(() => store.close());
    },
  };
}

const isNotFound = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 404;

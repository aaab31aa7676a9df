import type { AnyDocument } from '../../../domain/documents/parse.ts';
import { openDurableStore, replaceStore, type SetAside, saysDamaged } from '../../../storage/durable-store.ts';
import type { ChangesAnswer, PouchDocument, Store } from '../../../storage/open-store.ts';
import type { Log } from '../context.ts';

export type StoredDocument = AnyDocument & { readonly _rev: string };

/** A store that mends itself: what says that its files are damaged sets it aside, refills a fresh one, and the work goes on. */
export type DocumentStore = {
  readonly get: (id: string) => Promise<StoredDocument | null>;
  readonly range: (startkey: string, endkey: string) => Promise<StoredDocument[]>;
  /** Ids from `startkey` on, in order, at most `limit`. */
  readonly ids: (startkey: string, endkey: string, limit: number) => Promise<string[]>;
  readonly many: (ids: readonly string[]) => Promise<StoredDocument[]>;
  /** Writes documents with their own revisions (`new_edits=false`), flushed. */
  readonly write: (documents: readonly PouchDocument[]) => Promise<void>;
  /** Of each id the revisions that are not here. */
  readonly missing: (revs: Record<string, string[]>) => Promise<Record<string, { missing: string[] }>>;
  readonly changes: (since: number, limit: number) => Promise<ChangesAnswer>;
  readonly sequence: () => Promise<number>;
  readonly close: () => Promise<void>;
};

export type DocumentStoreOptions = {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Log;
  /** the sequence it is known to have reached; less means lost writes */
  readonly atLeast: number;
  /** called with the fresh store before anything else reads it: the refill */
  readonly rebuilt: (why: SetAside, write: DocumentStore['write']) => Promise<void>;
};

export async function openDocumentStore(options: DocumentStoreOptions): Promise<DocumentStore> {
  const { folder, now, log } = options;
  const first = await openDurableStore(folder, { now, atLeast: options.atLeast });
  let store = first.store;
  let mending: Promise<void> | null = null;
  let closed = false;

  const writeTo = async (target: Store, documents: readonly PouchDocument[]): Promise<void> => {
    if (documents.length === 0) return;
    const answers = await target.bulkDocs(documents, { new_edits: false });
    const failed = answers.find((answer) => answer.error);
    // An answer without an id speaks of the store, not of a document.
    if (failed) throw new Error(`store refused a write: ${failed.name ?? failed.message ?? 'unknown'}`);
  };

  async function refill(why: SetAside): Promise<void> {
    log.error({ reason: why.reason }, 'a damaged store was set aside');
    await options.rebuilt(why, (documents) => writeTo(store, documents));
  }

  async function mend(broken: Store, reason: string): Promise<void> {
    await broken.close().catch(() => undefined);
    const replaced = await replaceStore(folder, now, reason);
    store = replaced.store;
    if (replaced.setAside) await refill(replaced.setAside);
  }

  async function run<T>(work: (store: Store) => Promise<T>): Promise<T> {
    if (mending !== null) await mending;
    const used = store;
    try {
      return await work(used);
    } catch (error) {
      if (closed || !saysDamaged(error)) throw error;
      if (used === store) {
        mending ??= mend(used, error instanceof Error ? error.name : 'read error').finally(() => {
          mending = null;
        });
      }
      if (mending !== null) await mending;
      return work(store);
    }
  }

  if (first.setAside) await refill(first.setAside);

  return {
    get: (id) =>
      run(async (from) => {
        try {
          return (await from.get(id)) as unknown as StoredDocument;
        } catch (error) {
          if (isNotFound(error)) return null;
          throw error;
        }
      }),
    range: (startkey, endkey) =>
      run(async (from) => {
        const { rows } = await from.allDocs({ startkey, endkey, include_docs: true });
        return rows.flatMap(({ doc }) => (doc ? [doc as unknown as StoredDocument] : []));
      }),
    ids: (startkey, endkey, limit) =>
      run(async (from) => (await from.allDocs({ startkey, endkey, limit })).rows.map(({ id }) => id)),
    many: (ids) =>
      run(async (from) => {
        const { rows } = await from.allDocs({ keys: [...ids], include_docs: true });
        return rows.flatMap(({ doc }) => (doc ? [doc as unknown as StoredDocument] : []));
      }),
    write: (documents) => run((to) => writeTo(to, documents)),
    missing: (revs) => run((from) => from.revsDiff(revs)),
    changes: (since, limit) => run((from) => from.changes({ since, limit, return_docs: true })),
    sequence: () => run(async (from) => Number((await from.info()).update_seq)),
    close: async () => {
      closed = true;
      if (mending !== null) await mending;
      await store.close();
    },
  };
}

const isNotFound = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 404;

import { isStorageFull, StorageFull } from '../../storage/full.ts';
import type { ChangesAnswer as PouchChanges, PouchDocument, Store } from '../../storage/open-store.ts';
import type {
  AllDocsRow,
  BulkGetRow,
  BulkRow,
  ChangesAnswer,
  ChangesOptions,
  Database,
  IncomingDocument,
  LocalDocument,
  OpenRev,
  StoredDocument,
} from '../database/types.ts';
import { latestOf } from './latest.ts';
import type { OpenStores } from './open-stores.ts';
import type { Writes } from './wait-for-write.ts';

const longestWaitMs = 60_000;

type Wanted = { readonly id: string; readonly rev?: string };

/** One database of the embedded backend: PouchDB answers turned into CouchDB's shapes. */
export function embeddedDatabase(name: string, stores: OpenStores, writes: Writes): Database {
  const use = <T>(run: (store: Store) => Promise<T>) => stores.use(name, run);
  const write = <T>(run: (store: Store) => Promise<T>) => stores.write(name, run);

  /** Nothing lies after `seq` as long as there were no more than `writes`: who waits there need not open the store to be told so. */
  let quiet: { readonly seq: string; readonly writes: number } | null = null;

  const newest = (): Promise<string> => use(async (store) => String((await store.info()).update_seq));

  async function openRevs(
    id: string,
    revs: 'all' | readonly string[],
    options: { readonly revs?: boolean; readonly latest?: boolean } = {},
  ): Promise<readonly OpenRev[]> {
    if (options.latest === true && revs !== 'all') {
      const known = await leaves(id);
      const opened = revs.flatMap((rev) => latestOf(known, rev, options.revs === true));
      return [...new Map(opened.map((one) => ['ok' in one ? one.ok._rev : one.missing, one])).values()];
    }
    const found = await use((store) => orNull(store.get(id, { open_revs: revs, revs: options.revs === true })));
    return found === null ? [] : (found as unknown as readonly OpenRev[]);
  }

  async function leaves(id: string): Promise<readonly StoredDocument[]> {
    const found = await openRevs(id, 'all', { revs: true });
    return found.flatMap((one) => ('ok' in one ? [one.ok] : []));
  }

  /** The latest of what is no longer whole, or was never there; all else PouchDB finds by itself. */
  async function bulkGetLatest(wanted: readonly Wanted[], revs: boolean): Promise<readonly BulkGetRow[]> {
    const asked = new Map<string, string[]>();
    for (const { id, rev } of wanted) {
      if (rev === undefined) continue;
      const revisions = asked.get(id) ?? [];
      revisions.push(rev);
      asked.set(id, revisions);
    }
    const diff = await use((store) => store.revsDiff(Object.fromEntries(asked)));
    const isOdd = ({ id, rev }: Wanted): boolean => rev !== undefined && diff[id]?.missing.includes(rev) === true;
    const rows = [
      ...(await bulkGet(
        wanted.filter((one) => !isOdd(one)),
        { revs, latest: true },
      )),
    ];
    for (const { id, rev = '' } of wanted.filter(isOdd)) {
      const docs = (await openRevs(id, [rev], { revs, latest: true })) as readonly {
        ok?: PouchDocument;
        missing?: string;
      }[];
      rows.push({ id, docs: docs.map((one) => bulkGetDoc(id, one)) });
    }
    // CouchDB's replicator goes by the place.
    const places = [...new Set(wanted.map(({ id }) => id))];
    const placeOf = new Map(places.map((id, place) => [id, place]));
    return rows.sort((a, b) => (placeOf.get(a.id) ?? 0) - (placeOf.get(b.id) ?? 0));
  }

  async function bulkGet(
    wanted: readonly Wanted[],
    options: { readonly revs: boolean; readonly latest: boolean },
  ): Promise<readonly BulkGetRow[]> {
    if (wanted.length === 0) return [];
    const docs = wanted.map(({ id, rev }) => (rev === undefined ? { id } : { id, rev }));
    const answer = await use((store) => store.bulkGet({ docs, ...options }));
    return answer.results.map((row) => ({ id: row.id, docs: row.docs.map((one) => bulkGetDoc(row.id, one)) }));
  }

  return {
    name,
    info: () =>
      use(async (store) => {
        const info = await store.info();
        return {
          db_name: name,
          doc_count: info.doc_count,
          update_seq: String(info.update_seq),
          instance_start_time: '0',
        };
      }),
    get: (id, options = {}) =>
      use(async (store) => {
        const asked = { revs: options.revs === true, ...(options.rev === undefined ? {} : { rev: options.rev }) };
        return (await orNull(store.get(id, asked))) as StoredDocument | null;
      }),
    bulkDocs: async (documents, options = {}) => {
      if (documents.length === 0) return [];
      const answered = await write(async (store) => {
        const rows = await store.bulkDocs(documents as unknown as readonly PouchDocument[], {
          new_edits: options.newEdits !== false,
        });
        // What the disk says of one row it says of all of them.
        if (rows.some(isStorageFull)) throw new StorageFull();
        return rows;
      });
      writes.told(name);
      return answered.map((row, index) => bulkRow(row, documents[index]));
    },
    bulkGet: (wanted, { revs = false, latest = false } = {}) =>
      latest ? bulkGetLatest(wanted, revs) : bulkGet(wanted, { revs, latest }),
    changes: (options = {}) => changes(options),
    revsDiff: (given) => use((store) => store.revsDiff(given as Record<string, string[]>)),
    allDocs: (options = {}) =>
      use(async (store) => {
        const { includeDocs, ...rest } = options;
        const answer = await store.allDocs({ ...rest, include_docs: includeDocs === true });
        return answer.rows as unknown as readonly AllDocsRow[];
      }),
    getLocal: (id) => use(async (store) => (await orNull(store.get(`_local/${id}`))) as LocalDocument | null),
    putLocal: (id, body, rev) =>
      write(async (store) => {
        const document = { ...body, _id: `_local/${id}`, ...(rev === undefined ? {} : { _rev: rev }) };
        try {
          const put = await store.put(document);
          return { ok: true, id: put.id, rev: put.rev };
        } catch (error) {
          if (statusOf(error) === 409) return null;
          throw error;
        }
      }),
    openRevs,
    leaves,
  };

  async function changes(given: ChangesOptions): Promise<ChangesAnswer> {
    if (given.feed !== 'longpoll') return changesAnswer(await use((store) => store.changes(pouchOptions(given))));
    // «now» is when the wait begins, not each time it looks again.
    const options = given.since === 'now' ? { ...given, since: await newest() } : given;
    const until = Date.now() + Math.min(options.timeoutMs ?? longestWaitMs, longestWaitMs);
    for (;;) {
      const seen = writes.count(name);
      const answer =
        quiet !== null && quiet.writes === seen && quiet.seq === options.since
          ? { results: [], last_seq: quiet.seq, pending: 0 }
          : changesAnswer(await use((store) => store.changes(pouchOptions(options))));
      if (answer.results.length < (options.limit ?? Number.POSITIVE_INFINITY))
        quiet = { seq: answer.last_seq, writes: seen };
      if (answer.results.length > 0) return answer;
      const left = until - Date.now();
      if (left <= 0 || (await writes.after(name, seen, left, options.signal)) === 'over') return answer;
    }
  }
}

const pouchOptions = (options: ChangesOptions) => ({
  since: sequence(options.since),
  include_docs: options.includeDocs === true,
  ...(options.limit === undefined ? {} : { limit: options.limit }),
  ...(options.styleAllDocs === true ? { style: 'all_docs' } : {}),
});

/** CouchDB's sequences are `<number>-<opaque>`; ours are the number. What cannot be read starts from the beginning. */
function sequence(since: string | undefined): number | 'now' {
  if (since === 'now') return 'now';
  const number = Number.parseInt(since ?? '0', 10);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

const changesAnswer = (answer: PouchChanges): ChangesAnswer => ({
  results: answer.results.map((row) => ({ ...row, seq: String(row.seq) }) as ChangesAnswer['results'][number]),
  last_seq: String(answer.last_seq),
  ...(answer.pending === undefined ? {} : { pending: answer.pending }),
});

/** PouchDB says `missing` where CouchDB says `error`. */
function bulkGetDoc(id: string, one: { ok?: PouchDocument; missing?: string }): BulkGetRow['docs'][number] {
  if (one.ok !== undefined) return { ok: one.ok as StoredDocument };
  return { error: { id, rev: one.missing ?? 'undefined', error: 'not_found', reason: 'missing' } };
}

type PouchRow = { ok?: boolean; id?: string; rev?: string; name?: string; message?: string; reason?: string };
function bulkRow(row: PouchRow, sent: IncomingDocument | undefined): BulkRow {
  const id = row.id ?? sent?._id ?? '';
  if (row.ok === true) return { ok: true, id, ...(row.rev === undefined ? {} : { rev: row.rev }) };
  return { id, error: row.name ?? 'error', reason: row.reason ?? row.message ?? '' };
}

const statusOf = (error: unknown): number | undefined => (error as { status?: number }).status;

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

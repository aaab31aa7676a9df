import {
  type AllDocsOptions,
  type AllDocsRow,
  type BulkGetRow,
  type Database,
  DatabaseMissing,
  type LocalDocument,
  type OpenRev,
  type RevsDiff,
  type StoredDocument,
} from '../database/types.ts';
import { refusalOf, type Shape, shapes } from './answers.ts';
import { type Ask, couchChanges } from './changes.ts';
import type { CouchConnection } from './connection.ts';
import { sharedWaits } from './shared-waits.ts';
import { writeBatch } from './write-batch.ts';

/** One database of a CouchDB 3.x. Sequences and revisions are passed through untouched. */
export function couchDatabase(name: string, connection: CouchConnection, missing?: () => void): Database {
  const root = encodeURIComponent(connection.prefix + name);
  const ask: Ask = async (given, accepted = [200, 201, 202]) => {
    const answer = await connection.ask({ ...given, path: given.path === '' ? root : `${root}/${given.path}` });
    if (accepted.includes(answer.status)) return answer.body;
    if (answer.status === 404 && isDatabaseMissing(answer.body)) {
      missing?.();
      throw new DatabaseMissing(name);
    }
    if (answer.status === 404 && !lists.has(given.path)) return null;
    throw refusalOf(answer.status, answer.body);
  };
  const read = (path: string, shape: Shape, query: Record<string, string> = {}): Promise<unknown> =>
    ask({ method: 'GET', path, query, shape, idempotent: true });
  const readBy = (path: string, shape: Shape, body: unknown, query: Record<string, string> = {}): Promise<unknown> =>
    ask({ method: 'POST', path, body, query, shape, idempotent: true });

  async function openRevs(
    id: string,
    revs: 'all' | readonly string[],
    { revs: withRevs = false, latest = false } = {},
  ) {
    const wanted = revs === 'all' ? 'all' : JSON.stringify(revs);
    return ((await read(documentPath(id), shapes.openRevs, {
      open_revs: wanted,
      ...flags({ revs: withRevs, latest }),
    })) ?? []) as readonly OpenRev[];
  }

  async function getLocal(id: string): Promise<LocalDocument | null> {
    return (await read(localPath(id), shapes.document)) as LocalDocument | null;
  }

  return {
    name,
    async info() {
      const { doc_count, update_seq, instance_start_time } = (await read('', shapes.database)) as {
        doc_count: number;
        update_seq: string;
        instance_start_time: string;
      };
      return { db_name: name, doc_count, update_seq, instance_start_time };
    },
    async get(id, { rev, revs = false } = {}) {
      return (await read(documentPath(id), shapes.document, {
        ...(rev && { rev }),
        ...flags({ revs }),
      })) as StoredDocument | null;
    },
    async bulkDocs(docs, { newEdits = true } = {}) {
      return docs.length === 0 ? [] : writeBatch(ask, docs, newEdits);
    },
    async bulkGet(docs, { revs = false, latest = false } = {}) {
      const answer = await readBy('_bulk_get', shapes.results, { docs }, flags({ revs, latest }));
      return answered((answer as { results: readonly BulkGetRow[] }).results);
    },
    changes: sharedWaits(
      couchChanges(ask, async () => ((await read('', shapes.database)) as { update_seq: string }).update_seq),
    ),
    async revsDiff(given) {
      return (await readBy('_revs_diff', shapes.differences, given)) as RevsDiff;
    },
    async allDocs(options = {}) {
      const query = allDocsQuery(options);
      const { keys } = options;
      // A row for each key, also of what there is not.
      const ofKeys: Shape = (body) => shapes.rows(body) && (body as { rows: unknown[] }).rows.length === keys?.length;
      const answer = keys
        ? await readBy('_all_docs', ofKeys, { keys }, query)
        : await read('_all_docs', shapes.rows, query);
      const { rows } = answer as { rows: readonly AllDocsRow[] };
      const failed = rows.find(({ error }) => error !== undefined && error !== 'not_found');
      if (failed !== undefined) throw refusalOf(500, { error: failed.error, reason: `_all_docs: ${failed.key}` });
      return rows;
    },
    getLocal,
    async putLocal(id, body, rev) {
      // CouchDB has not compared revisions of local documents since 2010, so we do; nothing may rest on it as on a lock.
      if ((await getLocal(id))?._rev !== rev) return null;
      const document = { ...body, ...(rev && { _rev: rev }) };
      const answer = (await ask(
        { method: 'PUT', path: localPath(id), body: document, shape: shapes.written, idempotent: false },
        [200, 201, 202, 409],
      )) as { rev?: string };
      return answer.rev ? { ok: true, id: `_local/${id}`, rev: answer.rev } : null;
    },
    openRevs,
    async leaves(id) {
      const found = await openRevs(id, 'all', { revs: true });
      return found.flatMap((one) => ('ok' in one ? [one.ok] : []));
    },
  };
}

/** What a client can have asked for wrongly; any other word in a row is CouchDB's own trouble. */
const askedWrongly = new Set(['not_found', 'bad_request', 'illegal_docid']);

/**
 * Rows of `_bulk_get`. CouchDB answers 200 and `internal_fabric_error` in every row when its shards do not answer (`bulk_get_docs_batched`
 * in `chttpd_db.erl`): taken for «missing», a document would be passed over for ever.
 */
function answered(rows: readonly BulkGetRow[]): readonly BulkGetRow[] {
  for (const { id, docs } of rows)
    for (const one of docs)
      if ('error' in one && !askedWrongly.has(one.error.error))
        throw refusalOf(500, { error: one.error.error, reason: `_bulk_get ${id}: ${one.error.reason}` });
  return rows;
}

export const isDatabaseMissing = (body: unknown): boolean =>
  /^(Database does not exist\.|no_db_file)$/.test(String((body as { reason?: unknown } | null)?.reason));

/** «There is none» is an answer of documents; of these it would be none of any list. */
const lists: ReadonlySet<string> = new Set(['', '_all_docs', '_bulk_docs', '_bulk_get', '_changes', '_revs_diff']);

const documentPath = (id: string): string => encodeURIComponent(id);
const localPath = (id: string): string => `_local/${encodeURIComponent(id)}`;

function allDocsQuery({
  startkey,
  endkey,
  limit,
  descending = false,
  includeDocs = false,
}: AllDocsOptions): Record<string, string> {
  return {
    ...(startkey !== undefined && { startkey: JSON.stringify(startkey) }),
    ...(endkey !== undefined && { endkey: JSON.stringify(endkey) }),
    ...(limit !== undefined && { limit: String(limit) }),
    ...flags({ descending, include_docs: includeDocs }),
  };
}

/** Only what is switched on is asked for. */
function flags(given: Readonly<Record<string, boolean>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).flatMap(([key, on]) => (on ? [[key, 'true']] : [])));
}

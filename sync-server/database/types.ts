import type { CouchConnection } from '../couchdb/connection.ts';
import type { Standing } from './unavailable.ts';

/**
 * One database interface for both backends (embedded PouchDB-on-LevelDB, CouchDB 3.x). Answers keep CouchDB's shapes.
 * `since`, `last_seq` and `update_seq` are opaque strings on both (CouchDB's are; the embedded side converts); `'0'` is the beginning.
 * Expected answers (missing, conflict) are values; everything else is thrown: `DatabaseMissing`, `DatabaseUnavailable`, or what the disk says.
 */
export type Revisions = { readonly start: number; readonly ids: readonly string[] };

/** A document as it lies in a store, with CouchDB's own fields when asked for. */
export type StoredDocument = {
  readonly _id: string;
  readonly _rev: string;
  readonly _deleted?: boolean;
  readonly _revisions?: Revisions;
  readonly [field: string]: unknown;
};
/** A document on its way in: `_rev` when it replaces one, `_revisions` when its history comes along. */
export type IncomingDocument = {
  readonly _id: string;
  readonly _rev?: string;
  readonly _deleted?: boolean;
  readonly _revisions?: Revisions;
  readonly [field: string]: unknown;
};

export type DatabaseInfo = {
  readonly db_name: string;
  readonly doc_count: number;
  readonly update_seq: string;
  readonly instance_start_time: string;
};

/** `error` is CouchDB's word: `conflict`, `forbidden`, … */
export type BulkRow = {
  readonly id: string;
  readonly rev?: string;
  readonly ok?: true;
  readonly error?: string;
  readonly reason?: string;
};

export type Leaf = { readonly rev: string };
export type ChangesRow = {
  readonly id: string;
  readonly seq: string;
  readonly changes: readonly Leaf[];
  readonly deleted?: boolean;
  readonly doc?: StoredDocument;
};
export type ChangesAnswer = {
  readonly results: readonly ChangesRow[];
  readonly last_seq: string;
  readonly pending?: number;
};
export type ChangesOptions = {
  readonly since?: string;
  readonly limit?: number;
  readonly includeDocs?: boolean;
  /** `longpoll` waits until there is a row, the time is over (`timeoutMs`, answers empty) or `signal` aborts (answers empty) */
  readonly feed?: 'normal' | 'longpoll';
  /** CouchDB only: keeps its connection awake */
  readonly heartbeatMs?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** every leaf in `changes`, not only the winner (`style=all_docs`) */
  readonly styleAllDocs?: boolean;
};

export type BulkGetRow = {
  readonly id: string;
  readonly docs: readonly (
    | { readonly ok: StoredDocument }
    | { readonly error: { readonly id: string; readonly rev: string; readonly error: string; readonly reason: string } }
  )[];
};

export type RevsDiff = Readonly<
  Record<string, { readonly missing: readonly string[]; readonly possible_ancestors?: readonly string[] }>
>;

export type AllDocsOptions = {
  readonly startkey?: string;
  readonly endkey?: string;
  readonly keys?: readonly string[];
  readonly limit?: number;
  readonly descending?: boolean;
  readonly includeDocs?: boolean;
};
/** With `keys`, a row that does not exist has `error: 'not_found'` and no `id`. Deleted documents appear only with `keys`. */
export type AllDocsRow = {
  readonly id?: string;
  readonly key: string;
  readonly value?: { readonly rev: string; readonly deleted?: boolean };
  readonly doc?: StoredDocument | null;
  readonly error?: string;
};

export type LocalDocument = { readonly _id: string; readonly _rev: string; readonly [field: string]: unknown };
/** `null`: another write came first (its `_rev` was not the one given). */
export type LocalPut = { readonly ok: true; readonly id: string; readonly rev: string } | null;

export type OpenRev = { readonly ok: StoredDocument } | { readonly missing: string };

export type Database = {
  readonly name: string;
  info(): Promise<DatabaseInfo>;
  /** null: no such document (or it is deleted, unless `rev` names the revision). */
  get(id: string, options?: { readonly rev?: string; readonly revs?: boolean }): Promise<StoredDocument | null>;
  /**
   * Durable when answered. `newEdits` (default true): one row a document, `conflict` rows among them.
   * `newEdits: false`: stored with the histories given; as in CouchDB only failures have a row.
   */
  bulkDocs(
    documents: readonly IncomingDocument[],
    options?: { readonly newEdits?: boolean },
  ): Promise<readonly BulkRow[]>;
  bulkGet(
    wanted: readonly { readonly id: string; readonly rev?: string }[],
    options?: { readonly revs?: boolean; readonly latest?: boolean },
  ): Promise<readonly BulkGetRow[]>;
  changes(options?: ChangesOptions): Promise<ChangesAnswer>;
  revsDiff(given: Readonly<Record<string, readonly string[]>>): Promise<RevsDiff>;
  /** By id. `endkey` is included. */
  allDocs(options?: AllDocsOptions): Promise<readonly AllDocsRow[]>;
  /** `id` without `_local/`. Never replicated. */
  getLocal(id: string): Promise<LocalDocument | null>;
  putLocal(id: string, body: Readonly<Record<string, unknown>>, rev?: string): Promise<LocalPut>;
  /** One row a revision, in no order. */
  openRevs(
    id: string,
    revs: 'all' | readonly string[],
    options?: { readonly revs?: boolean; readonly latest?: boolean },
  ): Promise<readonly OpenRev[]>;
  /** Every leaf, deleted ones too, each with `_revisions`; none when the document was never stored. */
  leaves(id: string): Promise<readonly StoredDocument[]>;
};

export type StoreCounts = { readonly open: number; readonly opened: number };

export type Databases = {
  /** Which backend: the word of `office.health`. */
  readonly kind: 'embedded' | 'couchdb';
  /** A handle; nothing is created. Its calls throw `DatabaseMissing` when there is no such database. */
  open(name: string): Database;
  /** Creates it when missing (CouchDB: with `q` shards), idempotent. */
  ensure(name: string, options?: { readonly q?: number }): Promise<Database>;
  /** Names of all databases of this office. */
  list(): Promise<readonly string[]>;
  /**
   * CouchDB only (`_db_updates`): names written by any office process after `since`; `null` asks from now on.
   * Absent on the embedded side, where every write passes through this process.
   */
  updates?(
    since: string | null,
    signal: AbortSignal,
  ): Promise<{ readonly names: readonly string[]; readonly last: string }>;
  /** Embedded side only: its stores in numbers. */
  stores?(): StoreCounts;
  /** CouchDB only: whether it answers now, and lets us in. */
  standing?(): Standing;
  /** CouchDB only: for what is kept there beside documents. */
  readonly couch?: CouchConnection;
  /** Waits for what is under way, then closes everything. */
  close(): Promise<void>;
};

export class DatabaseMissing extends Error {
  override readonly name = 'DatabaseMissing';
  readonly database: string;
  constructor(database: string) {
    super(`there is no database ${database}`);
    this.database = database;
  }
}

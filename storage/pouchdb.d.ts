/**
 * PouchDB as this product uses it. `@types/pouchdb-core` redeclares `Buffer` and drags the DOM in, so the few calls are typed here.
 */
declare module 'pouchdb-core' {
  export type PouchDocument = {
    _id: string;
    _rev?: string;
    _revisions?: { start: number; ids: string[] };
    _deleted?: boolean;
    [field: string]: unknown;
  };
  export type BulkAnswer = {
    ok?: boolean;
    id?: string;
    rev?: string;
    error?: boolean | string;
    name?: string;
    status?: number;
    message?: string;
    reason?: string;
  };
  export type ChangeRow = {
    id: string;
    seq: number | string;
    changes: { rev: string }[];
    deleted?: boolean;
    doc?: PouchDocument;
  };
  export type ChangesAnswer = { results: ChangeRow[]; last_seq: number | string; pending?: number };
  export type LiveChanges = {
    cancel(): void;
    on(event: 'change', listener: (row: ChangeRow) => void): LiveChanges;
    on(event: 'error' | 'complete', listener: (value: unknown) => void): LiveChanges;
  };
  export type ReplicationAnswer = {
    ok: boolean;
    docs_read: number;
    docs_written: number;
    doc_write_failures: number;
    last_seq: number | string;
    errors: unknown[];
  };
  class PouchDB {
    constructor(name: string, options?: Record<string, unknown>);
    static plugin(plugin: unknown): typeof PouchDB;
    static defaults(options: Record<string, unknown>): typeof PouchDB;
    static replicate(
      source: PouchDB | string,
      target: PouchDB | string,
      options?: Record<string, unknown>,
    ): Promise<ReplicationAnswer> & { on(event: string, listener: (value: unknown) => void): unknown; cancel(): void };
    readonly name: string;
    info(): Promise<{ db_name: string; doc_count: number; update_seq: number | string }>;
    get(id: string, options?: Record<string, unknown>): Promise<PouchDocument>;
    put(document: PouchDocument, options?: Record<string, unknown>): Promise<{ ok: boolean; id: string; rev: string }>;
    bulkDocs(documents: readonly PouchDocument[], options?: Record<string, unknown>): Promise<BulkAnswer[]>;
    bulkGet(options: {
      docs: { id: string; rev?: string }[];
      revs?: boolean;
      latest?: boolean;
    }): Promise<{ results: { id: string; docs: { ok?: PouchDocument; error?: unknown }[] }[] }>;
    allDocs(options?: Record<string, unknown>): Promise<{
      total_rows: number;
      rows: {
        id: string;
        key: string;
        value: { rev: string; deleted?: boolean };
        doc?: PouchDocument;
        error?: string;
      }[];
    }>;
    changes(options: Record<string, unknown> & { live: true }): LiveChanges;
    changes(options?: Record<string, unknown>): Promise<ChangesAnswer>;
    revsDiff(
      given: Record<string, string[]>,
    ): Promise<Record<string, { missing: string[]; possible_ancestors?: string[] }>>;
    replicate: {
      to(target: PouchDB | string, options?: Record<string, unknown>): Promise<ReplicationAnswer>;
      from(source: PouchDB | string, options?: Record<string, unknown>): Promise<ReplicationAnswer>;
    };
    close(): Promise<void>;
    destroy(): Promise<void>;
    compact(): Promise<unknown>;
  }
  export default PouchDB;
}
declare module 'pouchdb-adapter-leveldb';
declare module 'pouchdb-adapter-http';
declare module 'pouchdb-replication';
declare module 'leveldown' {
  type Iterator = {
    next(callback: (error?: Error | null, key?: unknown, value?: unknown) => void): unknown;
  };
  export type LevelDown = {
    iterator(options: object): Iterator;
    get(key: unknown, options: object, callback: (error?: Error | null, value?: unknown) => void): void;
    put(key: unknown, value: unknown, options: object, callback: (error?: Error) => void): void;
    del(key: unknown, options: object, callback: (error?: Error) => void): void;
    batch(operations: unknown[], options: object, callback: (error?: Error) => void): unknown;
    [member: string]: unknown;
  };
  const leveldown: ((location: string) => LevelDown) & {
    destroy(location: string, callback: (error?: Error) => void): void;
    repair(location: string, callback: (error?: Error) => void): void;
  };
  export default leveldown;
}

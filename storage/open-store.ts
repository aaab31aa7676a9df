import { dirname } from 'node:path';
import leveldown from 'leveldown';
import leveldb from 'pouchdb-adapter-leveldb';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { mkdirSync } from './held-file.ts';

PouchDB.plugin(leveldb).plugin(replication);

export type Store = PouchDB;
export type { BulkAnswer, ChangeRow, ChangesAnswer, PouchDocument } from 'pouchdb-core';

/**
 * Opens a durable PouchDB-on-LevelDB database in `folder`: every commit is flushed to the disk before it is answered
 * (LevelDB does not flush by default; `sync: true` costs 0.7 ms a write, DESIGN §5).
 * The one place where a store is opened: encryption at rest and the move to `node:sqlite` (PouchDB 11) happen here.
 *
 * @throws what LevelDB says when the store is locked or damaged; the caller decides (`storage.inUse`, set aside and rebuild).
 */
export async function openStore(folder: string): Promise<Store> {
  mkdirSync(dirname(folder), { recursive: true });
  const reads = { failed: 0, last: null as unknown };
  const db = flushing(reads);
  const store = new PouchDB(folder, { adapter: 'leveldb', db, auto_compaction: false, revs_limit: 50 });
  failures.set(store, reads);
  await store.info();
  if (reads.failed > 0) {
    // Counters that could not be read are taken for zero: the first write would begin to count anew, over what is there.
    await store.close();
    throw reads.last;
  }
  return store;
}

type Reads = { failed: number; last: unknown };
const failures = new WeakMap<Store, Reads>();

/**
 * How many reads LevelDB could not do, and what it said of the last. PouchDB answers that of a single entry by «missing», as if the document
 * had never been there (`docStore.get` in `pouchdb-adapter-leveldb-core`), and a list by what came before: whoever asked looks here whether
 * it is true.
 */
export const failedReads = (store: Store): Readonly<Reads> => failures.get(store) ?? { failed: 0, last: null };

/** leveldown whose every write is `sync`, and whose failed reads are counted. PouchDB offers no option for either, so the calls are wrapped. */
function flushing(reads: Reads): unknown {
  function open(location: string): unknown {
    return flushingAt(location, reads);
  }
  // PouchDB looks for these on the factory when a database is destroyed, and keeps open databases by the factory's name.
  return Object.assign(open, { destroy: leveldown.destroy, repair: leveldown.repair });
}

function flushingAt(location: string, reads: Reads): unknown {
  const down = leveldown(location);
  const get = down.get.bind(down);
  const put = down.put.bind(down);
  const del = down.del.bind(down);
  const batch = down.batch.bind(down);
  const iterator = down.iterator.bind(down);
  const failed = (error: Error): void => {
    reads.failed += 1;
    reads.last = error;
  };
  down.get = (key, options, callback) =>
    get(key, options, (error, value) => {
      if (error && !/not\s?found/i.test(error.message)) failed(error);
      callback(error, value);
    });
  down.iterator = (options) => {
    const entries = iterator(options);
    const next = entries.next.bind(entries);
    // PouchDB has no ear for the error of a stream of changes, which then ends the process: the stream ends instead, and is counted.
    entries.next = (callback) =>
      next((error, key, value) => {
        if (!error) return callback(error, key, value);
        failed(error);
        callback();
      });
    return entries;
  };
  down.put = (key, value, options, callback) => put(key, value, { ...options, sync: true }, callback);
  down.del = (key, options, callback) => del(key, { ...options, sync: true }, callback);
  down.batch = (operations, options, callback) => batch(operations, { ...options, sync: true }, callback);
  return down;
}

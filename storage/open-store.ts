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
  const store = new PouchDB(folder, { adapter: 'leveldb', db: flushing, auto_compaction: false, revs_limit: 50 });
  await store.info();
  return store;
}

/** leveldown whose every write is `sync`. PouchDB offers no option for it, so the three writing calls are wrapped. */
function flushing(location: string): unknown {
  const down = leveldown(location);
  const put = down.put.bind(down);
  const del = down.del.bind(down);
  const batch = down.batch.bind(down);
  down.put = (key, value, options, callback) => put(key, value, { ...options, sync: true }, callback);
  down.del = (key, options, callback) => del(key, { ...options, sync: true }, callback);
  down.batch = (operations, options, callback) => batch(operations, { ...options, sync: true }, callback);
  return down;
}

// PouchDB looks for these on the factory when a database is destroyed.
flushing.destroy = leveldown.destroy;
flushing.repair = leveldown.repair;

import type { Database, Databases } from '../database/types.ts';
import { embeddedDatabase } from './embedded-database.ts';
import { openStores, type StoreTold } from './open-stores.ts';
import { watchWrites } from './wait-for-write.ts';

/**
 * The embedded backend: one durable PouchDB-on-LevelDB store a database, in `folder`.
 * @param maxOpen how many stores stay open at once; each costs file handles and some memory
 */
export function openEmbeddedDatabases(
  folder: string,
  { maxOpen = 64, told }: { readonly maxOpen?: number; readonly told?: StoreTold } = {},
): Databases {
  const stores = openStores(folder, maxOpen, told);
  const writes = watchWrites();
  const handles = new Map<string, Database>();
  const open = (name: string): Database => {
    const known = handles.get(name);
    if (known !== undefined) return known;
    const made = embeddedDatabase(name, stores, writes);
    handles.set(name, made);
    return made;
  };
  return {
    kind: 'embedded',
    open,
    async ensure(name) {
      await stores.create(name);
      return open(name);
    },
    list: () => stores.list(),
    stores: stores.counts,
    async close() {
      writes.endAll();
      await stores.close();
    },
  };
}

import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shippedOrderTypes } from '../../forms/order-types/index.ts';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { openDefinitions } from './definitions.ts';

let folder: TemporaryFolder;
let databases: Databases;
let catalogue: Database;
beforeEach(async () => {
  folder = await temporaryFolder('definitions');
  databases = openEmbeddedDatabases(folder.path);
  catalogue = await databases.ensure('catalogue');
});
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

/** The catalogue with a feed that gives its rows by these numbers: CouchDB sorts a batch by id, and several shards give any order. */
const shuffled = (by: readonly number[]): Database => ({
  ...catalogue,
  changes: async (options) => {
    const answer = await catalogue.changes(options);
    const weighed = answer.results.map((row, at) => ({ row, weight: by[at % by.length] ?? 0 }));
    return { ...answer, results: weighed.sort((a, b) => a.weight - b.weight).map(({ row }) => row) };
  },
});

it('lists order types as they ship, whatever order the feed gives them in', { timeout: 60_000 }, async () => {
  const shipped = shippedOrderTypes.map(({ key }) => key);
  const numbers = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 3, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(numbers, async (by) => {
      const definitions = await openDefinitions(shuffled(by), () => undefined);
      try {
        expect(definitions.newestOfAll().map(({ key }) => key)).toEqual(shipped);
        expect(definitions.stored().map(({ key }) => key)).toEqual(shipped);
      } finally {
        await definitions.close();
      }
    }),
    { numRuns: 10 },
  );
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../domain/result.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { once } from '../api/once.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { readGeneration } from '../generation.ts';
import { orderNumbers } from '../orders/order-number.ts';
import { mostAttempts } from './attempts.ts';
import { DocumentRefused } from './document-refused.ts';
import type { Database, Databases } from './types.ts';
import { DatabaseUnavailable } from './unavailable.ts';

let folder: TemporaryFolder;
let databases: Databases;
let asked = 0;
beforeEach(async () => {
  asked = 0;
  folder = await temporaryFolder('attempts');
  databases = openEmbeddedDatabases(folder.path);
});
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

/** A store that writes nothing and says this of every document, as a node without its quorum does. */
async function saying(error: string): Promise<Database> {
  const database = await databases.ensure('office');
  return {
    ...database,
    bulkDocs: async (documents) => {
      asked += 1;
      return documents.map(({ _id }) => ({ id: _id, error, reason: 'said so' }));
    },
  };
}

const writers: Readonly<Record<string, (office: Database) => Promise<unknown>>> = {
  'a request key': (office) =>
    once(
      { office, alone: oneAtATime(), makeId: () => 'x', now: () => 0, added: () => undefined },
      { accountId: 'a', key: 'k', name: 'n', argument: {} },
      async () => ok(1),
    ),
  'the generation': (office) => readGeneration(office, () => 'x'),
  'an order number': (office) => orderNumbers(office, 1).next('2026-03-02'),
};

for (const [name, write] of Object.entries(writers))
  describe(name, () => {
    it('ends where the store says for ever that another was first', async () => {
      await expect(write(await saying('conflict'))).rejects.toThrow(DatabaseUnavailable);
      expect(asked).toBe(mostAttempts);
    });
    it('is not tried again where the store has trouble of its own, and says what', async () => {
      await expect(write(await saying('internal_server_error'))).rejects.toThrow(/internal_server_error/);
      expect(asked).toBe(1);
    });
    it('says a document that the store refuses', async () => {
      await expect(write(await saying('doc_validation'))).rejects.toThrow(DocumentRefused);
      expect(asked).toBe(1);
    });
  });

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { openAccountStore } from './account-store.ts';
import type { AccountDocument } from './documents.ts';

let folder: TemporaryFolder;
let databases: Databases;
let database: Database;
beforeEach(async () => {
  folder = await temporaryFolder('account-store');
  databases = openEmbeddedDatabases(folder.path);
  database = await databases.ensure('accounts');
});
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

const id = 'account:a';
const account = (stored: AccountDocument | null, disabled: boolean): AccountDocument =>
  ({ ...stored, _id: id, type: 'account', accountId: 'a', username: 'a', disabled }) as AccountDocument;

it('keeps what it wrote itself when its feed tells of what was before', async () => {
  let told = (): void => undefined;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const hears = (): Promise<void> =>
    new Promise((resolve) => {
      told = resolve;
    });
  const first = hears();
  // An answer of the feed that is on its way for a while; the one after it takes its time.
  const slow: Database = {
    ...database,
    changes: async (options) => {
      const answer = await database.changes(options);
      told();
      if (answer.results.length > 0) await released;
      return answer;
    },
  };
  const store = await openAccountStore(slow, (error) => expect.fail(String(error)));
  await store.change<AccountDocument>(id, (stored) => account(stored, false));
  await first;
  await store.change<AccountDocument>(id, (stored) => account(stored, true));
  const second = hears();
  const seen: (boolean | undefined)[] = [];
  const watching = second.then(() => seen.push(store.accounts.get(id)?.disabled));
  release();
  await watching;
  expect(seen).toEqual([true]);
  await store.close();
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { type OpenStores, openStores } from './open-stores.ts';

let folder: TemporaryFolder;
let stores: OpenStores;
let over: Promise<unknown>;
beforeEach(async () => {
  folder = await temporaryFolder('open-stores');
  stores = openStores(folder.path, 1);
});
afterEach(async () => {
  await stores.close();
  await folder.remove();
});

it('does not open a store that is closed at the moment when somebody asks for it', async () => {
  await stores.create('a');
  await stores.create('b');
  await stores.use('a', async () => undefined);
  let end = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    over = stores.use('b', () => {
      resolve();
      return new Promise<void>((ended) => {
        end = ended;
      });
    });
  });
  await begun;
  // The use of the one ends, which closes the other as the longest unused, when the other is just asked for.
  end();
  const { update_seq } = await stores.use('a', (store) => store.info());
  expect(update_seq).toBe(0);
  await over;
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { sharedTurns } from './turns.ts';

let folder: TemporaryFolder;
let databases: Databases;
let work: Database;
let turns: Database;
let overtaken: number;

beforeEach(async () => {
  folder = await temporaryFolder('turns');
  databases = openEmbeddedDatabases(folder.path);
  work = await databases.ensure('work');
  turns = await databases.ensure('turns');
  overtaken = 0;
});
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

const office = (on: Database = work) =>
  sharedTurns(turns, on, () => {
    overtaken += 1;
  });
const ids = async (): Promise<readonly string[]> => (await work.allDocs()).flatMap(({ id }) => id ?? []);

/** Says the next number of the order, as office events have them; `before` runs between reading and taking. */
const numbered =
  (name: string, before: () => Promise<void> = async () => undefined) =>
  async () => {
    const number = (await ids()).length + 1;
    await before();
    return { documents: [{ _id: `${number}`, name }] };
  };
const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};

it('a taker that dies between his promise and his write: the next one writes it, and comes after it', async () => {
  const dying: Database = { ...work, bulkDocs: async () => Promise.reject(new Error('killed')) };
  await expect(office(dying).take('a', numbered('dead'))).rejects.toThrow('killed');
  expect(await ids()).toEqual([]);
  await office().take('a', numbered('next'));
  expect((await work.get('1'))?.name).toBe('dead');
  expect((await work.get('2'))?.name).toBe('next');
});

it('a taker that slept between reading and taking is refused, and judges anew', async () => {
  const asleep = gate();
  const reading = gate();
  let times = 0;
  const sleeper = office().take(
    'a',
    numbered('sleeper', async () => {
      times += 1;
      reading.open();
      if (times === 1) await asleep.opened;
    }),
  );
  await reading.opened;
  await office().take('a', numbered('other'));
  asleep.open();
  const { made, rows } = await sleeper;
  expect(made.documents).toEqual([{ _id: '2', name: 'sleeper' }]);
  expect(rows).toMatchObject([{ id: '2', ok: true }]);
  expect(overtaken).toBe(1);
  expect(times).toBe(2);
});

it('a taker that slept between taking and writing finds his documents written, those that replace others too', async () => {
  const [draft] = await work.bulkDocs([{ _id: 'draft', text: 'before' }]);
  const asleep = gate();
  const writing = gate();
  const slow: Database = {
    ...work,
    bulkDocs: async (...given) => {
      // The first call writes what an earlier turn left, which is nothing.
      if (given[0].length > 0) {
        writing.open();
        await asleep.opened;
      }
      return work.bulkDocs(...given);
    },
  };
  const sleeper = office(slow).take('a', async () => ({
    documents: [{ _id: '1' }, { _id: 'draft', text: 'after', _rev: draft?.rev ?? '' }],
  }));
  await writing.opened;
  await office().take('a', async () => ({ documents: [{ _id: '2' }] }));
  asleep.open();
  expect((await sleeper).rows).toEqual([
    { id: '1', ok: true },
    { id: 'draft', ok: true },
  ]);
  expect(await ids()).toEqual(['1', '2', 'draft']);
  expect(await work.get('draft')).toMatchObject({ text: 'after' });
  expect(await work.leaves('draft')).toHaveLength(1);
});

it('many at once, on orders of their own and on one: every number once', async () => {
  const offices = [office(), office(), office()];
  await Promise.all(Array.from({ length: 30 }, (_, n) => offices[n % 3]?.take('a', numbered(`n${n}`))));
  expect((await ids()).map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  expect(new Set((await work.allDocs({ includeDocs: true })).map(({ doc }) => doc?.name)).size).toBe(30);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { copyDocuments, copyRead } from './copy-documents.ts';

let folder: TemporaryFolder;
let databases: Databases;
let source: Database;
let target: Database;

beforeEach(async () => {
  folder = await temporaryFolder('copy');
  databases = openEmbeddedDatabases(folder.path);
  source = await databases.ensure('source');
  target = await databases.ensure('target');
});
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

/** The same database on a morning when it gives no document, as a shard that does not answer. */
const mute = (whole: Database): Database => ({
  ...whole,
  bulkGet: async (wanted) =>
    wanted.map(({ id, rev = '' }) => ({ id, docs: [{ error: { id, rev, error: 'not_found', reason: 'missing' } }] })),
});

it('fails rather than pass over a revision that is there and was not given', async () => {
  const [row] = await source.bulkDocs([{ _id: 'a', type: 'event' }]);
  const wanted = { a: [row?.rev ?? ''] };
  await expect(copyDocuments(mute(source), target, wanted)).rejects.toThrow(/did not give it/);
  expect(await copyDocuments(source, target, wanted)).toEqual({ written: 1, conflicts: [], refused: [] });
});

it('passes over a revision that was overtaken: its successor has a change of its own', async () => {
  const [first] = await source.bulkDocs([{ _id: 'a', type: 'draft' }]);
  await source.bulkDocs([{ _id: 'a', _rev: first?.rev ?? '', type: 'draft', more: true }]);
  expect(await copyDocuments(mute(source), target, { a: [first?.rev ?? ''] })).toEqual({
    written: 0,
    conflicts: [],
    refused: [],
  });
});

it.each([200, 30_000])('copies a revision %i that was overtaken meanwhile as one line', async (start) => {
  const hash = (n: number): string => String(n).padStart(32, '0');
  const at = (newest: number, least: number, type = 'draft') => ({
    _id: 'a',
    type,
    _rev: `${newest}-${hash(newest)}`,
    _revisions: { start: newest, ids: Array.from({ length: newest - least + 1 }, (_, back) => hash(newest - back)) },
  });
  await target.bulkDocs([at(2, 1)], { newEdits: false });
  await source.bulkDocs([at(start, start - 49)], { newEdits: false });
  await source.bulkDocs([at(start + 3, start - 46)], { newEdits: false });
  // The source keeps a shorter path of the document by now than the depth to which it keeps a leaf.
  expect(await copyDocuments(source, target, { a: [`${start}-${hash(start)}`] })).toEqual({
    written: start === 200 ? 1 : 2,
    conflicts: [],
    refused: [],
  });
  await copyDocuments(source, target, { a: [`${start + 3}-${hash(start + 3)}`] });
  const standing = (await target.leaves('a')).filter(({ _deleted }) => _deleted !== true);
  expect(standing.map(({ _rev }) => _rev)).toEqual([`${start + 3}-${hash(start + 3)}`]);
});

/** A database that counts what it is asked. */
function counted(whole: Database) {
  const asked: string[] = [];
  const database = Object.fromEntries(
    Object.entries(whole).map(([name, member]) => [
      name,
      typeof member !== 'function'
        ? member
        : (...given: unknown[]) => {
            asked.push(name);
            return (member as (...them: unknown[]) => unknown)(...given);
          },
    ]),
  ) as unknown as Database;
  return { asked, database };
}
const read = async (from: Database) => (await from.allDocs({ includeDocs: true })).flatMap(({ doc }) => doc ?? []);

it('copies what was just read with one question and one write, and again with one question', async () => {
  await source.bulkDocs([
    { _id: 'a', type: 'workOrder' },
    { _id: 'b', type: 'event' },
  ]);
  const [from, to] = [counted(source), counted(target)];
  const documents = await read(source);
  expect(await copyRead(from.database, to.database, documents)).toEqual({ written: 2, conflicts: [], refused: [] });
  expect(await copyRead(from.database, to.database, documents)).toEqual({ written: 0, conflicts: [], refused: [] });
  expect(from.asked).toEqual([]);
  expect(to.asked).toEqual(['allDocs', 'bulkDocs', 'allDocs']);
  expect(await read(target)).toEqual(documents);
  for (const { _id } of documents) expect(await target.leaves(_id)).toEqual(await source.leaves(_id));
});

it('copies what was read with its whole history where it has one, and no second body of what is written once', async () => {
  const [first] = await source.bulkDocs([
    { _id: 'draft', type: 'draft' },
    { _id: 'event', type: 'event', text: 'one' },
  ]);
  await source.bulkDocs([{ _id: 'draft', _rev: first?.rev ?? '', type: 'draft', more: true }]);
  await target.bulkDocs([{ _id: 'event', type: 'event', text: 'another' }]);
  const documents = await read(source);
  expect(await copyRead(source, target, documents)).toEqual({ written: 1, conflicts: ['event'], refused: [] });
  expect(await target.leaves('draft')).toEqual(await source.leaves('draft'));
  expect(await target.get('event')).toMatchObject({ text: 'another' });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { copyDocuments } from './copy-documents.ts';

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

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { DatabaseUnavailable, isTold, StoreBroken } from '../database/unavailable.ts';
import { openEmbeddedDatabases } from './open-databases.ts';

let folder: TemporaryFolder;
let databases: Databases;
let told: (readonly [string, boolean])[];
const open = (): Databases =>
  openEmbeddedDatabases(folder.path, { told: (name, said) => void told.push([name, said === null]) });

/** A store that has been written to its tables, and one beside it. */
beforeEach(async () => {
  told = [];
  folder = await temporaryFolder('broken-store');
  databases = open();
  const work = await databases.ensure('work');
  for (let n = 0; n < 10; n += 1)
    await work.bulkDocs(
      Array.from({ length: 100 }, (_, i) => ({ _id: `d${n}-${i}`, text: `${n} ${i} `.repeat(2_000) })),
    );
  await (await databases.ensure('office')).bulkDocs([{ _id: 'a' }]);
  await databases.close();
  // LevelDB writes its log into tables when it opens.
  databases = open();
  await databases.open('work').info();
  for (let n = 0; n < 5; n += 1) await databases.open('work').bulkDocs([{ _id: `last-${n}`, text: 'x'.repeat(500) }]);
  await databases.close();
}, 60_000);
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

const files = (ending: RegExp): string[] =>
  readdirSync(path.join(folder.path, 'work'))
    .filter((name) => ending.test(name))
    .map((name) => path.join(folder.path, 'work', name));
/** The last writes lie in the log. */
function logs(): string[] {
  const found = files(/\.log$/);
  expect(found.length).toBeGreaterThan(0);
  return found;
}
const spoil = (file: string): void => writeFileSync(file, readFileSync(file).fill(0x55));
const damages: Readonly<Record<string, () => void>> = {
  'a table that is gone': () => {
    for (const file of files(/\.ldb$/)) rmSync(file);
  },
  'tables that are spoilt': () => {
    for (const file of files(/\.ldb$/)) spoil(file);
  },
  'a list of tables that is spoilt': () => {
    for (const file of files(/^MANIFEST/)) spoil(file);
  },
  'no list of tables': () => {
    for (const file of files(/^CURRENT$/)) writeFileSync(file, 'x');
  },
  // LevelDB opens these three without a word: blank, or without what was in the log.
  'nothing that names the list of tables': () => {
    for (const file of files(/^CURRENT$/)) rmSync(file);
  },
  'a log with a wrong byte before its end': () => {
    for (const file of logs()) {
      const bytes = readFileSync(file);
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    }
  },
  'a log that is gone': () => {
    for (const file of logs()) rmSync(file);
  },
};
const questions = (work: Database): readonly (() => Promise<unknown>)[] => [
  () => work.allDocs({ includeDocs: true }),
  () => work.get('d3-3'),
  () => work.changes({ includeDocs: true }),
  () => work.bulkGet([{ id: 'd3-3' }]),
  () => work.openRevs('d3-3', 'all'),
  () => work.revsDiff({ 'd3-3': ['1-a'] }),
  () => work.bulkDocs([{ _id: 'd3-3' }]),
];

describe('a store that is damaged', () => {
  for (const [name, damage] of Object.entries(damages))
    it(`${name}: is said by its own error, once in the log, and the others work`, async () => {
      expect(files(/\.ldb$/).length).toBeGreaterThan(0);
      damage();
      databases = open();
      for (const ask of questions(databases.open('work'))) {
        const error = await ask().then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(error, String(ask)).toBeInstanceOf(StoreBroken);
        expect(isTold(error)).toBe(true);
      }
      expect(await databases.open('office').get('a')).toMatchObject({ _id: 'a' });
      expect(told).toEqual([['work', false]]);
    });

  it('in one place only is said once, and not to be well between what can be read and what cannot', async () => {
    // The first blocks of one table; what lies behind them, and where it lies, can be read.
    const [first] = files(/\.ldb$/);
    if (first === undefined) throw new Error('no table');
    const bytes = readFileSync(first);
    writeFileSync(first, bytes.fill(0x55, 0, Math.floor(bytes.length / 2)));
    databases = open();
    const work = databases.open('work');
    const outcomes: string[] = [];
    for (let n = 0; n < 10; n += 1)
      for (let i = 0; i < 100; i += 10)
        outcomes.push(
          await work.get(`d${n}-${i}`).then(
            (found) => (found === null ? 'missing' : 'read'),
            (error: unknown) => (error instanceof StoreBroken ? 'broken' : 'other'),
          ),
        );
    expect(new Set(outcomes)).toEqual(new Set(['read', 'broken']));
    expect(outcomes.lastIndexOf('read')).toBeGreaterThan(outcomes.indexOf('broken'));
    expect(told).toEqual([['work', false]]);
  });

  it('is well again when its files were put back, and says so once', async () => {
    const [current] = files(/^CURRENT$/);
    if (current === undefined) throw new Error('no CURRENT');
    const before = readFileSync(current);
    writeFileSync(current, 'x');
    databases = open();
    await expect(databases.open('work').get('d3-3')).rejects.toThrow(StoreBroken);
    writeFileSync(current, before);
    expect(await databases.open('work').get('d3-3')).toMatchObject({ _id: 'd3-3' });
    expect(told).toEqual([
      ['work', false],
      ['work', true],
    ]);
  });
});

it('a store that is closed is unavailable, and adds no line of its own', async () => {
  const error = await databases
    .open('work')
    .get('a')
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DatabaseUnavailable);
  expect(isTold(error)).toBe(true);
});

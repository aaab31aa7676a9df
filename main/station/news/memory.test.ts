import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { openNewsMemory } from './memory.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('news');
});
afterEach(() => folder.remove());

const named = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}-${n}`);

it('keeps the mark of everything that an order here still tells, and the newest of the rest', async () => {
  const memory = await openNewsMemory(folder.path);
  const [gone, here, late] = [named('gone', 2_000), named('here', 2_500), named('late', 1_500)];
  const standing = new Set([...here, ...late]);
  for (const ids of [gone, here, late]) await memory.mark('notified', ids, () => standing);
  for (const read of [memory, await openNewsMemory(folder.path)]) {
    expect([...here, ...late].filter((id) => !read.has('notified', id))).toEqual([]);
    expect(gone.filter((id) => read.has('notified', id))).toEqual([]);
  }
});

import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { openLeft } from './left.ts';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('left');
});
afterAll(() => folder.remove());

it('an order that comes back while the keeper notes what it deleted is not taken for one that left', async () => {
  const path = join(folder.path, 'left.json');
  const [back, gone] = ['1'.repeat(26), '2'.repeat(26)];
  const left = await openLeft(path);
  const leaves = [{ id: `workOrder:${back}`, rev: '1-a' }];
  await left.add(new Map([back, gone].map((orderId) => [orderId, leaves])), ['f'.repeat(64)]);
  await Promise.all([left.forget([back]), left.filesGone(), left.say({ at: 'now', orders: 1, files: 1, bytes: 1 })]);
  for (const one of [left, await openLeft(path)]) {
    expect([one.has(back), one.has(gone)]).toEqual([false, true]);
    expect(one.files()).toEqual([]);
    expect(one.said()?.files).toBe(1);
  }
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { orderNumbers } from './order-number.ts';

const day = '2026-11-30';
let folder: TemporaryFolder;
let databases: Databases;
let office: Database;
let writes = 0;

beforeEach(async () => {
  folder = await temporaryFolder('order-numbers');
  databases = openEmbeddedDatabases(folder.path);
  const stored = await databases.ensure('office');
  writes = 0;
  office = {
    ...stored,
    bulkDocs: (documents, options) => {
      writes += 1;
      return stored.bulkDocs(documents, options);
    },
  };
});
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

const several = async (numbers: ReturnType<typeof orderNumbers>, count: number): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: count }, () => numbers.next(day)));

describe('order numbers', () => {
  it('are set aside by whoever makes many: 33 cost three writes', async () => {
    const given = await several(orderNumbers(office, 16), 33);
    expect(given).toEqual(Array.from({ length: 33 }, (_, n) => `20261130${String(n + 1).padStart(4, '0')}`));
    expect(writes).toBe(3);
  });

  it('are taken singly by whoever makes few, so that two offices follow upon each other', async () => {
    let now = 0;
    const [a, b] = [orderNumbers(office, 16, () => now), orderNumbers(office, 16, () => now)];
    const given: string[] = [];
    for (const one of [a, b, a, a, b]) {
      given.push(await one.next(day));
      now += 60_000;
    }
    expect(given).toEqual(['202611300001', '202611300002', '202611300003', '202611300004', '202611300005']);
  });

  it('are never given twice by offices that make many at once', async () => {
    const offices = [16, 16, 1].map((most) => orderNumbers(office, most));
    const given = (await Promise.all(offices.map((one) => several(one, 40)))).flat();
    expect(new Set(given).size).toBe(120);
  });

  it('that were not used are given back at a clean end, and lost by a kill', async () => {
    const first = orderNumbers(office, 16);
    await several(first, 3);
    await first.close();
    const second = orderNumbers(office, 16);
    expect(await second.next(day)).toBe('202611300004');
    expect(await second.next(day)).toBe('202611300005');
    // The second is killed: its other fifteen stay unused, and nothing is given twice.
    expect(await orderNumbers(office, 16).next(day)).toBe('202611300021');
  });

  it('are not given back where another office took more since', async () => {
    const first = orderNumbers(office, 16);
    await several(first, 3);
    expect(await orderNumbers(office, 16).next(day)).toBe('202611300018');
    await first.close();
    expect(await orderNumbers(office, 16).next(day)).toBe('202611300019');
  });

  it('begin anew on another day', async () => {
    const numbers = orderNumbers(office, 16);
    await several(numbers, 3);
    expect(await numbers.next('2026-12-01')).toBe('202612010001');
  });
});

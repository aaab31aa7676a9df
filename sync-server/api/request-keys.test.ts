import { afterEach, beforeEach, expect, it } from 'vitest';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { once } from './once.ts';
import { countKeys, keptKeys, sweepKeys } from './request-keys.ts';

let folder: TemporaryFolder;
let databases: Databases;
let office: Database;
let time: number;
beforeEach(async () => {
  folder = await temporaryFolder('request-keys');
  databases = openEmbeddedDatabases(folder.path);
  office = await databases.ensure('office');
  time = Date.parse('2026-03-02T01:00:00Z');
});
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

const added: string[] = [];
/** Makes a call under a key, or finds what it made before. */
async function call(accountId: string, key: string, more: { lasting?: true; refuse?: true } = {}): Promise<string> {
  time += 1;
  const { refuse, ...rest } = more;
  let made = 0;
  const makeId = (): string => {
    made += 1;
    return `${time}.${made}`;
  };
  const parts = { office, alone: oneAtATime(), makeId, now: () => time, added: (one: string) => void added.push(one) };
  const run = async (unique: string): Promise<Result<string>> =>
    refuse === true ? refused(problem('notFound')) : ok(unique);
  const answer = await once(parts, { accountId, key, name: 'test', argument: {}, ...rest }, run);
  return answer.ok ? answer.value : answer.problem.code;
}
const keys = async () => (await office.allDocs({ startkey: 'request:', endkey: 'request;' })).length;

it('forgets a key by its age, a refused one sooner, and the external id of an order never', async () => {
  const first = await call('a', 'k');
  const lasting = await call('a', 'tmf697 7', { lasting: true });
  await call('a', 'refused', { refuse: true });
  await office.bulkDocs([{ _id: 'request:old', type: 'request', hash: 'h', state: 'done' }, { _id: 'counter:x' }]);
  await sweepKeys(office, time);
  expect([await keys(), await call('a', 'k')]).toEqual([4, first]);
  time += 2 * keptKeys.refusedForMs;
  await sweepKeys(office, time);
  expect([await keys(), await call('a', 'k')]).toEqual([3, first]);
  time += keptKeys.forMs;
  await sweepKeys(office, time);
  expect(await keys()).toBe(2);
  expect(await call('a', 'tmf697 7', { lasting: true })).toBe(lasting);
  expect(await call('a', 'k')).not.toBe(first);
  expect(await office.get('counter:x')).not.toBeNull();
});

it('keeps so many of each account, the newest', async () => {
  const made: string[] = [];
  for (let n = 0; n < 12; n += 1) made.push(await call('a', `k${n}`));
  const other = await call('b', 'k0');
  await sweepKeys(office, time, 5);
  expect(await keys()).toBe(6);
  expect([await call('b', 'k0'), await call('a', 'k11'), await call('a', 'k7')]).toEqual([other, made[11], made[7]]);
  expect(await call('a', 'k6')).not.toBe(made[6]);
});

it('tells of each new key once, so that a flood is swept before its hour', async () => {
  added.length = 0;
  await call('a', 'k');
  await call('a', 'k');
  expect(added).toEqual(['a']);
  let sweeps = 0;
  const count = countKeys(async () => {
    sweeps += 1;
  });
  for (let n = 0; n < keptKeys.sweptAfter - 1; n += 1) count('a');
  count('b');
  expect(sweeps).toBe(0);
  count('a');
  expect(sweeps).toBe(1);
});

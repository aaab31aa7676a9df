import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../test/processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { sharedLeases } from './shared-leases.ts';
import type { Leases } from './types.ts';

const times = { beatMs: 50, giveUpMs: 600, takeOverMs: 1_000 };

let folder: TemporaryFolder;
let databases: Databases;
let database: Database;
const opened: Leases[] = [];

beforeEach(async () => {
  folder = await temporaryFolder('leases');
  databases = openEmbeddedDatabases(folder.path);
  database = await databases.ensure('leases');
});
afterEach(async () => {
  for (const leases of opened.splice(0)) await leases.close();
  await databases.close();
  await folder.remove();
});

/** An office: which of its workers run, and how often each was started. Its clock may be stopped, its store taken away. */
function office(holder: string, on: Database = database) {
  const started: string[] = [];
  const running = new Set<string>();
  let stoppedAt: number | null = null;
  const monotonic = () => stoppedAt ?? performance.now();
  const failed = (): void => undefined;
  const leases = sharedLeases({ database: on, holder, monotonic, failed, times });
  opened.push(leases);
  for (const name of ['deliver', 'plans'] as const)
    leases.during(name, async () => {
      started.push(name);
      running.add(name);
      return { close: async () => void running.delete(name) };
    });
  return { leases, started, running, stopClock: () => (stoppedAt = performance.now()) };
}

/** A database that can be cut off: its calls fail from then on, until it is joined again. */
function cuttable(whole: Database) {
  let cut = false;
  const guard =
    <A extends unknown[], R>(run: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      if (cut) throw new Error('cut off');
      return run(...given);
    };
  const joined: Database = {
    ...whole,
    allDocs: guard(whole.allDocs),
    bulkDocs: guard(whole.bulkDocs),
    getLocal: guard(whole.getLocal),
    putLocal: guard(whole.putLocal),
  };
  return {
    joined,
    cut: () => {
      cut = true;
    },
    join: () => {
      cut = false;
    },
  };
}

it('one office has them, the other waits; given back at the end, they go over at once', async () => {
  const a = office('a');
  await a.leases.ready();
  const b = office('b');
  await b.leases.ready();
  expect([...a.running].sort()).toEqual(['deliver', 'plans']);
  expect(b.started).toEqual([]);
  const begun = performance.now();
  await a.leases.close();
  expect([...a.running]).toEqual([]);
  await until('b to run them', () => b.running.size === 2);
  expect(performance.now() - begun).toBeLessThan(times.takeOverMs);
});

it('a holder cut off from the store stops before another begins, and does not begin again while that one lives', async () => {
  const link = cuttable(database);
  const a = office('a', link.joined);
  await a.leases.ready();
  const b = office('b');
  await b.leases.ready();
  let overlap = false;
  const looking = setInterval(() => {
    overlap ||= a.running.size > 0 && b.running.size > 0;
  }, 1);
  link.cut();
  await until('b to take over', () => b.running.size === 2);
  clearInterval(looking);
  expect(overlap).toBe(false);
  expect([...a.running]).toEqual([]);
  link.join();
  const beats = async () => Number((await database.getLocal('beat-b'))?.beat);
  const before = await beats();
  await until('some beats', async () => (await beats()) > before + 3);
  expect([...a.running]).toEqual([]);
  expect(a.started).toHaveLength(2);
});

it('a lease that a dead office left is taken when it has not changed for long enough, whatever it says of times', async () => {
  await database.bulkDocs([
    { _id: 'lease:deliver', type: 'lease', holder: 'dead', beat: 7, at: '2999-01-01T00:00:00Z' },
  ]);
  const a = office('a');
  await a.leases.ready();
  expect([...a.running]).toEqual(['plans']);
  await until('the dead one’s lease', () => a.running.has('deliver'));
  expect(await database.get('lease:deliver')).toMatchObject({ holder: 'a' });
});

it('an office whose clock stands still takes nothing from a living one', async () => {
  const a = office('a');
  await a.leases.ready();
  const b = office('b');
  b.stopClock();
  const beats = async () => Number((await database.getLocal('beat-a'))?.beat);
  await until('many beats', async () => (await beats()) > 15, { withinMs: 10_000 });
  // `a` may lose and take up its own turns on a machine that is busy; nobody else may have them.
  expect(b.started).toEqual([]);
});

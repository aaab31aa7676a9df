import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { defaultPolicy } from '../config.ts';
import type { Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { mostDevices, mostSessions } from './limits.ts';
import { openAccounts } from './open-accounts.ts';
import type { Accounts } from './types.ts';

const anna = 'a'.repeat(26);
const password = 'seven blue ladders';
const address = '192.0.2.1';
const day = 24 * 3_600_000;

let folder: TemporaryFolder;
let databases: Databases;
let accounts: Accounts;
let time: number;
const clock = {
  now: () => {
    time += 1;
    return time;
  },
  facts: () => ({ at: new Date(time).toISOString(), uptimeMs: time, bootId: 'b' }),
};

beforeEach(async () => {
  folder = await temporaryFolder('devices');
  time = Date.parse('2026-03-02T01:00:00Z');
  databases = openEmbeddedDatabases(`${folder.path}/store`);
  const policy = { ...defaultPolicy, scryptLog2N: 4 };
  const failed = (error: unknown): void => expect.fail(String(error));
  let made = 0;
  const makeId = (): string => {
    made += 1;
    return String(made).padStart(26, 'n');
  };
  accounts = await openAccounts({ databases, clock, makeId, policy, generation: 'g', data: folder.path, failed });
  await accounts.add({ accountId: anna, username: 'anna', name: '安娜', role: 'technician', password });
});
afterEach(async () => {
  await accounts.close();
  await databases.close();
  await folder.remove();
});

const idOf = (n: number): string => String(n).padStart(26, 'd');
/** @param used whether the device comes back after its enrolment */
async function install(n: number, used: boolean): Promise<string> {
  const device = { deviceId: idOf(n), label: `Tablet ${n}` };
  const answer = await accounts.signIn({ username: 'anna', password, address, device });
  if (!answer.ok) return answer.problem.code;
  if (!used) return 'ok';
  time += 60_000;
  const again = { deviceId: device.deviceId, deviceCredential: answer.value.session.deviceCredential ?? '', address };
  const refreshed = await accounts.refresh(again);
  const actor = refreshed.ok ? await accounts.actorOf(refreshed.value.token, 'bearer') : null;
  if (actor?.ok !== true) throw new Error('not signed in');
  const before = accounts.lastSeenAt(anna);
  accounts.seen(actor.value);
  await expect.poll(() => accounts.lastSeenAt(anna)).not.toBe(before);
  return 'ok';
}
const known = () => accounts.devicesOf(anna).map(({ deviceId }) => Number(deviceId.replace(/^d+/, '')));

it('bounds the devices of an account: what was never used makes room, oldest first', async () => {
  await install(1, true);
  for (let n = 2; n <= mostDevices + 30; n += 1) expect(await install(n, false)).toBe('ok');
  expect(known()).toHaveLength(mostDevices);
  expect(known()).toContain(1);
  expect(known()).not.toContain(2);
  expect(known()).toContain(mostDevices + 30);
});

it('refuses one more while all are in use, by a code, until one is removed or has not been seen for long', async () => {
  for (let n = 1; n <= mostDevices; n += 1) await install(n, true);
  expect(await install(100, false)).toBe('limit.devices');
  expect(await install(3, false)).toBe('ok');
  await accounts.revoke(idOf(5));
  expect(await install(100, true)).toBe('ok');
  expect(await install(101, false)).toBe('limit.devices');
  time += 40 * day;
  expect(await install(101, false)).toBe('ok');
  expect(known()).not.toContain(1);
});

it('sweeps what was never used and has run out, and sessions that are over; nothing else', async () => {
  await install(1, true);
  await install(2, false);
  const sessions = async () =>
    (await databases.open('accounts').allDocs({ startkey: 'session:', endkey: 'session;' })).length;
  await accounts.sweep();
  expect([known().sort(), await sessions()]).toEqual([[1, 2], 3]);
  time += 40 * day;
  await accounts.sweep();
  expect([known(), await sessions()]).toEqual([[1], 0]);
  expect(await install(2, false)).toBe('ok');
});

it('bounds the open sessions of an account: the longest unused ends, and its device takes a new one', async () => {
  const store = databases.open('accounts');
  const count = async () => (await store.allDocs({ startkey: 'session:', endkey: 'session;' })).length;
  const device = { deviceId: idOf(1), label: 'Tablet' };
  const first = await accounts.signIn({ username: 'anna', password, address, device });
  const used = await accounts.signIn({ username: 'anna', password, address });
  if (!first.ok || !used.ok) throw new Error('not signed in');
  const signIn = () => accounts.signIn({ username: 'anna', password, address });
  for (let n = 0; n < mostSessions + 20; n += 1) {
    await signIn();
    expect((await accounts.actorOf(used.value.token, 'bearer')).ok).toBe(true);
  }
  expect(await count()).toBe(mostSessions);
  expect(await accounts.actorOf(first.value.token, 'bearer')).toMatchObject({ problem: { code: 'session.required' } });
  const deviceCredential = first.value.session.deviceCredential ?? '';
  const again = await accounts.refresh({ deviceId: device.deviceId, deviceCredential, address });
  expect(again.ok && (await accounts.actorOf(again.value.token, 'bearer')).ok).toBe(true);
  await Promise.all(Array.from({ length: 20 }, signIn));
  expect(await count()).toBe(mostSessions);
});

import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { defaultPolicy } from '../config.ts';
import type { Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { leaveAdministrator } from './first-administrator.ts';
import { openAccounts } from './open-accounts.ts';
import type { Accounts } from './types.ts';

const cheap = { ...defaultPolicy, scryptLog2N: 4 };
let policy = cheap;
const address = '192.0.2.1';
const [anna, device] = ['a'.repeat(26), 'd'.repeat(26)];
const password = 'seven blue ladders';

let folder: TemporaryFolder;
let databases: Databases;
let accounts: Accounts;
let time: number;
/** No two moments are the same: what came first is seen. */
const clock = {
  now: () => {
    time += 1;
    return time;
  },
  facts: () => ({ at: new Date(time).toISOString(), uptimeMs: time, bootId: 'b' }),
};

/** A second one on the same databases is a second office process. */
const open = (): Promise<Accounts> => {
  let made = 0;
  const makeId = (): string => {
    made += 1;
    return String(made).padStart(26, 'n');
  };
  return openAccounts({ databases, clock, makeId, policy, generation: 'g', data: folder.path, failed: fail });
};
const fail = (error: unknown): void => expect.fail(String(error));

beforeEach(async () => {
  policy = cheap;
  folder = await temporaryFolder('accounts');
  time = Date.parse('2026-03-02T01:00:00Z');
  databases = openEmbeddedDatabases(`${folder.path}/store`);
  accounts = await open();
  await accounts.add({ accountId: anna, username: 'anna', name: '安娜', role: 'technician', password });
});
afterEach(async () => {
  await accounts.close();
  await databases.close();
  await folder.remove();
});

it('makes one administrator of one file, however many sign in at once, and of one code one session', async () => {
  const { code } = await leaveAdministrator(folder.path, { username: 'root', name: '管理员' }, time, 4);
  const signIn = () => accounts.signIn({ username: 'root', password: code, address });
  const answers = await Promise.all([signIn(), signIn(), signIn()]);
  expect(accounts.list().filter(({ username }) => username === 'root')).toHaveLength(1);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

it('lets a sign-in that began before a reset open nothing after it', async () => {
  const [signed, reset] = await Promise.all([
    accounts.signIn({ username: 'anna', password, address, device: { deviceId: device, label: 'T1' } }),
    accounts.resetPassword(anna),
  ]);
  expect(reset.ok).toBe(true);
  if (!signed.ok) return;
  expect(await accounts.actorOf(signed.value.token, 'bearer')).toMatchObject({ ok: false });
  const deviceCredential = signed.value.session.deviceCredential ?? '';
  expect(await accounts.refresh({ deviceId: device, deviceCredential, address })).toMatchObject({ ok: false });
});

it('lets a device that refreshes during a reset live on no longer than the others', async () => {
  const signed = await accounts.signIn({
    username: 'anna',
    password,
    address,
    device: { deviceId: device, label: 'T1' },
  });
  const deviceCredential = signed.ok ? (signed.value.session.deviceCredential ?? '') : '';
  const refresh = () => accounts.refresh({ deviceId: device, deviceCredential, address });
  const [, ...during] = await Promise.all([
    accounts.resetPassword(anna),
    ...Array.from({ length: 20 }, async (_, n) => {
      for (let wait = 0; wait < n; wait += 1) await turn();
      return refresh();
    }),
  ]);
  for (const one of during)
    if (one.ok) expect(await accounts.actorOf(one.value.token, 'bearer')).toMatchObject({ ok: false });
  expect(await refresh()).toMatchObject({ ok: false });
});

it('counts tries that come at once as those that come one after another', async () => {
  const wrong = (username: string) => accounts.signIn({ username, password: 'guessed', address });
  const answers = await Promise.all(Array.from({ length: 50 }, () => wrong('anna')));
  const judged = answers.filter((one) => !one.ok && one.problem.code === 'session.wrongPassword');
  expect(judged).toHaveLength(5);
});

it('writes a document while 40 wrong passwords are being judged, without waiting for them', async () => {
  await accounts.close();
  policy = { ...cheap, scryptLog2N: 14 };
  accounts = await open();
  const office = await databases.ensure('office');
  let judged = 0;
  for (let n = 0; n < 10; n += 1)
    await accounts.add({ username: `tech${n}`, name: '技术员', role: 'dispatcher', password });
  const tries = Array.from({ length: 40 }, async (_, n) => {
    await accounts.signIn({ username: `tech${n % 10}`, password: 'guessed', address });
    judged += 1;
  });
  await Promise.race(tries);
  for (let written = 0; written < 3; written += 1) await office.bulkDocs([{ _id: `order:${written}` }]);
  expect(judged).toBeLessThan(30);
  await Promise.all(tries);
}, 60_000);

it('gives a name to one account when two offices add it at once', async () => {
  const other = await open();
  const add = (office: Accounts, letter: string) =>
    office.add({
      accountId: letter.repeat(26),
      username: 'berta',
      name: '贝塔',
      role: 'dispatcher',
      password: `${password}-${letter}`,
    });
  const added = await Promise.all([add(accounts, 'x'), add(other, 'y')]);
  const rows = await databases
    .open('accounts')
    .allDocs({ startkey: 'account:', endkey: 'account;', includeDocs: true });
  expect(rows.filter(({ doc }) => doc?.username === 'berta')).toHaveLength(1);
  expect(added.map(({ ok }) => ok).sort()).toEqual([false, true]);
  await other.close();
});

it('keeps the session of who changes a password, for what it asks at the same time too', async () => {
  const signed = await accounts.signIn({ username: 'anna', password, address });
  if (!signed.ok) return expect.fail(signed.problem.code);
  const { token } = signed.value;
  const actor = await accounts.actorOf(token, 'bearer');
  if (!actor.ok) return expect.fail(actor.problem.code);
  let isOver = false;
  const changed = accounts.changePassword(actor.value, password, 'another-password').finally(() => {
    isOver = true;
  });
  while (!isOver) {
    expect(await accounts.actorOf(token, 'bearer')).toMatchObject({ ok: true });
    await turn();
  }
  expect(await changed).toMatchObject({ ok: true });
});

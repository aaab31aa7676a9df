import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { machineClock } from '../clock.ts';
import { defaultPolicy } from '../config.ts';
import type { Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { keptCounts } from './kept-counts.ts';
import { openAccounts } from './open-accounts.ts';
import type { Accounts, SignIn } from './types.ts';

const password = 'seven blue ladders';
const [anna, berta, deviceId] = ['a'.repeat(26), 'b'.repeat(26), 'd'.repeat(26)];
const nat = '192.0.2.1';

let folder: TemporaryFolder;
let databases: Databases;
let accounts: Accounts;
beforeEach(async () => {
  folder = await temporaryFolder('tries');
  databases = openEmbeddedDatabases(`${folder.path}/store`);
  let made = 0;
  const makeId = (): string => {
    made += 1;
    return String(made).padStart(26, 'n');
  };
  accounts = await openAccounts({
    databases,
    clock: machineClock(),
    makeId,
    policy: { ...defaultPolicy, scryptLog2N: 4 },
    generation: 'g',
    data: folder.path,
    failed: (error) => expect.fail(String(error)),
  });
  await accounts.add({ accountId: anna, username: 'anna', name: '安娜', role: 'technician', password });
  await accounts.add({ accountId: berta, username: 'berta', name: '贝塔', role: 'administrator', password });
});
afterEach(async () => {
  await accounts.close();
  await databases.close();
  await folder.remove();
});

const code = async (given: Partial<SignIn>): Promise<string> => {
  const answer = await accounts.signIn({ username: 'anna', password, address: nat, ...given });
  return answer.ok ? 'ok' : answer.problem.code;
};
const wrong = (given: Partial<SignIn>) => code({ ...given, password: 'guessed' });

async function enrolled() {
  const device = { deviceId, label: '平板' };
  const answer = await accounts.signIn({ username: 'anna', password, address: nat, device });
  return { ...device, credential: answer.ok ? (answer.value.session.deviceCredential ?? '') : '' };
}
async function browserOf(username: string, known?: string): Promise<string> {
  const answer = await accounts.signIn({ username, password, address: nat, cookie: true, known });
  return answer.ok ? (answer.value.known ?? '') : '';
}

describe('tries at a password', () => {
  it('of 40 at once behind one address keep out neither a right password there nor a device', async () => {
    const device = await enrolled();
    const names = ['berta', ...Array.from({ length: 19 }, (_, n) => `nobody${n}`)];
    await Promise.all(names.flatMap((username) => [wrong({ username }), wrong({ username })]));
    expect(await code({})).toBe('ok');
    expect(await code({ username: 'berta' })).toBe('ok');
    const deviceCredential = device.credential;
    expect(await accounts.refresh({ deviceId, deviceCredential, address: nat })).toMatchObject({ ok: true });
  });

  it('of strangers everywhere keep nobody out of his account, from wherever he comes', async () => {
    for (let n = 0; n < 24; n += 1)
      expect(await wrong({ address: `198.51.100.${n % 6}` })).toBe('session.wrongPassword');
    expect(await code({ address: '203.0.113.9' })).toBe('ok');
  });

  it('of strangers are refused by account and address; the known device and the known browser get in there and then', async () => {
    const device = await enrolled();
    const known = await browserOf('berta');
    for (const username of ['anna', 'berta']) for (let n = 0; n < 8; n += 1) await wrong({ username });
    for (const username of ['anna', 'berta']) expect(await code({ username })).toBe('session.tooManyTries');
    expect(await code({ device })).toBe('ok');
    expect(await code({ username: 'berta', known })).toBe('ok');
    // A success clears.
    for (const username of ['anna', 'berta']) expect(await code({ username })).toBe('ok');
  });

  it('on a known device are limited too, and its mark is good for its own account on its own only', async () => {
    const known = await browserOf('berta');
    const both = await browserOf('anna', known);
    expect(both.split('~')).toHaveLength(2);
    for (let n = 0; n < 5; n += 1) expect(await wrong({ username: 'berta', known })).toBe('session.wrongPassword');
    expect(await code({ username: 'berta', known })).toBe('session.tooManyTries');
    // The mark is kept when its account signs in again: no second set of tries.
    expect((await browserOf('anna', both)).split('~')[0]).toBe(both.split('~')[0]);
    for (let n = 0; n < 8; n += 1) await wrong({});
    expect(await code({ known })).toBe('session.tooManyTries');
    expect(await code({ known: both.replaceAll(berta, anna) })).not.toBe('session.tooManyTries');
    const forged = known.replace(berta, anna);
    for (let n = 0; n < 8; n += 1) await wrong({});
    expect(await code({ known: forged })).toBe('session.tooManyTries');
  });

  it('at a credential of a device: the right one is let in after however many wrong ones', async () => {
    const { credential } = await enrolled();
    const refresh = (deviceCredential: string, id = deviceId) =>
      accounts.refresh({ deviceId: id, deviceCredential, address: nat });
    const codes: string[] = [];
    for (let n = 0; n < 80; n += 1) {
      const answer = await refresh('x'.repeat(43), n % 2 === 0 ? deviceId : String(n).padStart(26, '0'));
      codes.push(answer.ok ? 'ok' : answer.problem.code);
    }
    expect(codes.filter((one) => one === 'session.required')).toHaveLength(60);
    expect(codes.at(-1)).toBe('session.tooManyTries');
    expect(await refresh(credential)).toMatchObject({ ok: true });
  });

  it('count an IPv6 network as one address, and IPv4 written as IPv6 as what it is', async () => {
    for (let n = 0; n < 5; n += 1) await wrong({ address: `2001:db8:1:2::${n}` });
    expect(await code({ address: '2001:db8:1:2:ffff::1' })).toBe('session.tooManyTries');
    for (let n = 0; n < 5; n += 1) await wrong({ username: 'berta', address: n % 2 === 0 ? nat : `::ffff:${nat}` });
    expect(await code({ username: 'berta', address: nat })).toBe('session.tooManyTries');
  });
});

it('counts no more failures than it has room for, and forgets them', () => {
  let now = 1_000_000;
  const counts = keptCounts(() => now, 1_000, 50);
  for (let n = 0; n < 500; n += 1) counts.fail(`k${n}`);
  expect(counts.size()).toBe(50);
  expect(counts.of('k499').failures).toBe(1);
  expect(counts.of('k0').failures).toBe(0);
  // A clock set back by a day makes no wait of a day.
  now -= 86_400_000;
  expect(counts.of('k499').last).toBe(now);
  now += 2_000;
  expect(counts.of('k499').failures).toBe(0);
});

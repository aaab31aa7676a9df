import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineClock } from '../../sync-server/clock.ts';
import { defaultPolicy, type OfficeConfig } from '../../sync-server/config.ts';
import { leaveLogin } from '../../sync-server/couchdb/credentials-file.ts';
import { type Office, openOffice } from '../../sync-server/open-office.ts';
import { newOrder } from '../builders/new-order.ts';
import { http, officeClient } from '../processes/calls.ts';
import { timed, until } from '../processes/poll.ts';
import { type LinkProxy, openProxy } from '../processes/proxy.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type CouchUnderTest, couchUnderTest } from './couch-under-test.ts';

// The office here has a database (the stand-in, or the one of `COUCHDB_URL`) that goes away, hangs, comes back, and changes its password.
let folder: TemporaryFolder;
let couch: CouchUnderTest;
let link: LinkProxy;
let lines: { readonly level: number; readonly msg: string; readonly said?: string; readonly forMs?: number }[];
let log: Logger;
let office: Office | null;

beforeEach(async () => {
  folder = await temporaryFolder('outage');
  await mkdir(path.join(folder.path, 'data'), { mode: 0o700 });
  couch = await couchUnderTest(path.join(folder.path, 'couch'));
  link = await openProxy(couch.url);
  lines = [];
  log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  office = null;
}, 60_000);
afterEach(async () => {
  link.set('open');
  await office?.close();
  await link.close();
  await couch.close();
  await folder.remove();
}, 60_000);

const configOf = (port = 0): OfficeConfig => {
  const through = new URL(couch.url);
  through.port = String(link.port);
  return {
    host: '127.0.0.1',
    port,
    data: path.join(folder.path, 'data'),
    couchdb: through.href,
    demo: true,
    empty: true,
    tls: null,
    consoleFolder: folder.path,
    policy: { ...defaultPolicy, scryptLog2N: 10 },
  };
};
const open = (port?: number): Promise<Office> => openOffice(configOf(port), { log, clock: machineClock() });
const health = (url: string) => http(`${url}/healthz`);
const codeOf = (answer: { readonly body: Buffer }): string =>
  (JSON.parse(answer.body.toString('utf8')) as { problem?: { code?: string } }).problem?.code ?? 'ok';
const freePort = async (): Promise<number> => {
  const probe = await openProxy('http://127.0.0.1:9');
  await probe.close();
  return probe.port;
};
const warnings = (word: RegExp) => lines.filter(({ msg }) => word.test(msg));

it('waits for a database that is not there, says so once, and comes up by itself', { timeout: 120_000 }, async () => {
  link.set('cut');
  const port = await freePort();
  const opening = open(port);
  const url = `http://127.0.0.1:${port}`;
  const answer = await until('the waiting office to answer', () => health(url));
  expect([answer.status, codeOf(answer)]).toEqual([503, 'office.storeDown']);
  expect(codeOf(await http(`${url}/api/session`, { method: 'POST', body: '{}' }))).toBe('office.storeDown');
  expect(JSON.parse((await http(`${url}/db/work/_changes`)).body.toString())).toMatchObject({
    error: 'service_unavailable',
  });
  await until('several tries', () => link.tried() >= 4, { withinMs: 60_000 });
  link.set('open');
  office = await opening;
  expect(office.url).toBe(url);
  expect((await health(url)).status).toBe(200);
  expect(warnings(/^waiting for the database/)).toHaveLength(1);
  expect(warnings(/^waited for the database/)).toHaveLength(1);
  expect(lines, JSON.stringify(lines)).toHaveLength(2);
});

it('tries again when the database goes away in the middle of the start', { timeout: 120_000 }, async () => {
  link.cutEvery(3_000);
  const opening = open();
  await until('the start to fail', () => warnings(/^waiting for the database/).length > 0, { withinMs: 60_000 });
  link.cutEvery(null);
  office = await opening;
  expect((await health(office.url)).status).toBe(200);
});

it('answers 503 with its code while the database is away, and goes on where it was', { timeout: 120_000 }, async () => {
  office = await open();
  const { url } = office;
  const dispatcher = await officeClient(() => url, 'disp1');
  const administrator = await officeClient(() => url, 'admin1');
  // A console that is open: its session is known.
  expect(await administrator.call('office.health', {})).toMatchObject({ database: { kind: 'up' } });
  link.set('cut');
  const created = await http(`${url}/api/call/workOrder.create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${dispatcher.session.token}` },
    body: JSON.stringify(newOrder()),
  });
  expect([created.status, codeOf(created), created.headers['retry-after']]).toEqual([503, 'office.storeDown', '5']);
  expect((await health(url)).status).toBe(503);
  expect(await administrator.call('office.health', {})).toMatchObject({
    database: { kind: 'down' },
    mailboxes: null,
    backup: null,
  });
  const metrics = await http(`${url}/metrics`, {
    headers: { authorization: `Bearer ${administrator.session.token}` },
  });
  expect([metrics.status, /^linework_database_up 0$/m.test(metrics.body.toString())]).toEqual([200, true]);
  // More than the tries that an account has: an outage is no wrong password.
  for (let n = 0; n < 12; n += 1) {
    const body = JSON.stringify({ username: 'rev1', password: 'linework' });
    const headers = { 'content-type': 'application/json' };
    expect(codeOf(await http(`${url}/api/session`, { method: 'POST', headers, body }))).toBe('office.storeDown');
  }
  const triedBefore = link.tried();
  await until('the office to have tried often', () => link.tried() >= triedBefore + 4, { withinMs: 60_000 });
  link.set('open');
  await until('the office to be well', async () => (await health(url)).status === 200);
  await officeClient(() => url, 'rev1');
  expect((await dispatcher.call('workOrder.create', newOrder())).orderId).toBeTruthy();
  expect(await administrator.call('office.health', {})).toMatchObject({ database: { kind: 'up' } });
  expect(warnings(/^the database does not answer/)).toHaveLength(1);
  expect(warnings(/^the database answers again/)).toMatchObject([{ forMs: expect.any(Number) }]);
  expect(lines.length, JSON.stringify(lines)).toBeLessThanOrEqual(3);
});

it('answers health within two seconds when the database hangs, and calls soon after', {
  timeout: 120_000,
}, async () => {
  office = await open();
  const { url } = office;
  const dispatcher = await officeClient(() => url, 'disp1');
  link.set('silent');
  const asked = Promise.all(Array.from({ length: 5 }, () => timed(() => health(url))));
  for (const { value, ms } of await asked) {
    expect(value.status).toBe(503);
    expect(ms).toBeLessThan(2_000);
  }
  const created = await timed(() => dispatcher.ask('workOrder.create', newOrder()));
  expect(created.value).toMatchObject({ ok: false, problem: { code: 'office.storeDown' } });
  expect(created.ms).toBeLessThan(15_000);
  const next = await timed(() => dispatcher.ask('workOrder.create', newOrder()));
  expect(next.ms).toBeLessThan(2_000);
  link.set('open');
  await until('the office to be well', async () => (await health(url)).status === 200);
  expect((await dispatcher.ask('workOrder.create', newOrder())).ok).toBe(true);
});

it('stops asking when the password is changed, says so, and takes another without a restart', {
  timeout: 120_000,
}, async () => {
  office = await open();
  const { url } = office;
  const dispatcher = await officeClient(() => url, 'disp1');
  const administrator = await officeClient(() => url, 'admin1');
  // A console that is open: its session is known.
  expect(await administrator.call('office.health', {})).toMatchObject({ database: { kind: 'up' } });
  const before = await dispatcher.call('workOrder.create', newOrder());
  await couch.changePassword('another');
  await until('the office to notice', async () => (await dispatcher.ask('workOrder.create', newOrder())).ok === false);
  for (let n = 0; n < 30; n += 1)
    expect(await dispatcher.ask('workOrder.create', newOrder())).toMatchObject({
      problem: { code: 'office.storeDown' },
    });
  expect((await health(url)).status).toBe(503);
  expect(await administrator.call('office.health', {})).toMatchObject({ database: { kind: 'refused' } });
  // Workers that go on by themselves have had time to ask, too. CouchDB locks an account at five.
  await pause(5_000);
  expect(couch.refused()).toBeLessThan(5);
  expect(warnings(/^the database refuses the credentials/)).toHaveLength(1);

  await leaveLogin(path.join(folder.path, 'data'), { username: 'admin', password: 'another' });
  await until('the office to be let in', async () => (await health(url)).status === 200);
  expect((await dispatcher.call('workOrder.open', { orderId: before.orderId })).view.orderId).toBe(before.orderId);
  expect((await dispatcher.call('workOrder.create', newOrder())).orderId).toBeTruthy();
  expect(warnings(/^the database answers again/)).toHaveLength(1);

  // The credentials that were left hold at the next start too, though the address has the old password still.
  await office.close();
  office = await open();
  expect((await health(office.url)).status).toBe(200);
});

it('ends with a sentence when the start cannot be mended by waiting', { timeout: 60_000 }, async () => {
  const given = new URL(configOf().couchdb ?? '');
  given.password = 'guessed';
  const refused = openOffice({ ...configOf(), couchdb: given.href }, { log, clock: machineClock() });
  await expect(refused).rejects.toThrow(TypeError);
  await expect(refused).rejects.toThrow(/401/);
  await expect(refused).rejects.not.toThrow(/guessed/);
});

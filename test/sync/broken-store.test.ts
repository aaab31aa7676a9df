import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineClock } from '../../sync-server/clock.ts';
import { defaultPolicy } from '../../sync-server/config.ts';
import { StoreBroken } from '../../sync-server/database/unavailable.ts';
import { type Office, openOffice, storeFolder } from '../../sync-server/open-office.ts';
import { newOrder } from '../builders/new-order.ts';
import { http, officeClient } from '../processes/calls.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';

// An office whose stores lie on its own disk, one of them spoilt.
let folder: TemporaryFolder;
let office: Office | null;
let lines: { readonly level: number; readonly msg: string; readonly database?: string }[];
const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });

async function open(): Promise<Office> {
  office = await openOffice(
    {
      host: '127.0.0.1',
      port: 0,
      data: path.join(folder.path, 'data'),
      couchdb: null,
      demo: true,
      empty: true,
      tls: null,
      consoleFolder: folder.path,
      policy: { ...defaultPolicy, scryptLog2N: 10 },
    },
    { log, clock: machineClock() },
  );
  return office;
}
const spoil = (name: string): Promise<void> =>
  writeFile(path.join(storeFolder(path.join(folder.path, 'data')), name, 'CURRENT'), 'spoilt');

beforeEach(async () => {
  folder = await temporaryFolder('broken');
  await mkdir(path.join(folder.path, 'data'), { mode: 0o700 });
  lines = [];
  office = null;
});
afterEach(async () => {
  await office?.close();
  await folder.remove();
});

it('a damaged mailbox is 503 with its own code to its device, one line in the log, and nothing to the others', {
  timeout: 120_000,
}, async () => {
  const first = await open();
  const technician = await officeClient(() => first.url, 'tech1');
  const mailbox = technician.session.mailbox ?? '';
  await first.context.databases.ensure(mailbox);
  await first.close();
  await spoil(mailbox);

  const { url } = await open();
  for (let n = 0; n < 20; n += 1) {
    const headers = { authorization: `Bearer ${technician.session.token}` };
    const answer = await http(`${url}/db/${mailbox}/_changes`, { headers });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      error: 'service_unavailable',
      problem: { code: 'office.storeDamaged' },
    });
  }
  const dispatcher = await officeClient(() => url, 'disp1');
  expect((await dispatcher.ask('workOrder.create', newOrder())).ok).toBe(true);
  expect((await http(`${url}/healthz`)).status).toBe(200);
  const told = lines.filter(({ level }) => level >= 50);
  expect(told, JSON.stringify(lines)).toMatchObject([
    { msg: expect.stringMatching(/^a store is damaged/), database: mailbox },
  ]);
});

it('an office does not wait at its port for a damaged store: its start ends', { timeout: 60_000 }, async () => {
  await (await open()).close();
  office = null;
  await spoil('work');
  await expect(open()).rejects.toThrow(StoreBroken);
});

it('a call that comes while the stores are closed is told to come again', { timeout: 60_000 }, async () => {
  const { url, context } = await open();
  const dispatcher = await officeClient(() => url, 'disp1');
  await context.databases.close();
  expect(await dispatcher.ask('workOrder.create', newOrder())).toMatchObject({ problem: { code: 'office.storeDown' } });
  expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
});

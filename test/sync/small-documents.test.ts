import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineClock } from '../../sync-server/clock.ts';
import { defaultPolicy } from '../../sync-server/config.ts';
import { type Office, openOffice } from '../../sync-server/open-office.ts';
import { deviceEvent, type Hand, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type CouchUnderTest, couchUnderTest } from './couch-under-test.ts';

/** A CouchDB that takes small documents only: one that is too large must not keep the others out. */
const limit = 1_500;
let folder: TemporaryFolder;
let couch: CouchUnderTest;
let office: Office;
let dispatcher: OfficeClient;
let technician: OfficeClient;
let hand: Hand;

beforeAll(async () => {
  folder = await temporaryFolder('small-documents');
  couch = await couchUnderTest(path.join(folder.path, 'couch'));
  office = await openOffice(
    {
      host: '127.0.0.1',
      port: 0,
      data: path.join(folder.path, 'data'),
      couchdb: couch.url,
      demo: true,
      empty: true,
      tls: null,
      consoleFolder: folder.path,
      policy: { ...defaultPolicy, scryptLog2N: 10 },
    },
    { log: pino({ level: 'silent' }), clock: machineClock() },
  );
  dispatcher = await officeClient(() => office.url, 'disp1');
  technician = await officeClient(() => office.url, 'tech1');
  hand = { createdBy: technician.session.account.accountId, deviceId: makeId() };
}, 60_000);
afterAll(async () => {
  await office.close();
  await couch.close();
  await folder.remove();
});

async function orderInHand(): Promise<string> {
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  await dispatcher.call('workOrder.assign', { orderId, technicianId: hand.createdBy });
  await until('the grant', async () => (await mailbox().get(`grant:${orderId}`)) !== null);
  return orderId;
}
const mailbox = () => office.context.databases.open(technician.session.mailbox ?? '');
const note = (orderId: string, letters: number) =>
  deviceEvent(hand, orderId, 'noted', { text: 'x'.repeat(letters) } as never);

async function push(docs: readonly object[]) {
  const answer = await fetch(`${office.url}/db/${technician.session.mailbox}/_bulk_docs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ docs, new_edits: false }),
  });
  const rows = (await answer.json()) as readonly { id: string; error?: string; problem?: { code: string } }[];
  return { status: answer.status, refused: rows.filter(({ error }) => error !== undefined) };
}

it('takes 99 of 100 notes when the hundredth is too large, and says which is not taken and why', {
  timeout: 120_000,
}, async () => {
  const orderId = await orderInHand();
  const notes = Array.from({ length: 100 }, (_, n) => note(orderId, n === 40 ? 1_990 : 20));
  await couch.limitDocuments(limit);
  const { status, refused } = await push(notes);
  await couch.limitDocuments(8_000_000);
  expect(status).toBe(201);
  expect(refused).toMatchObject([{ id: notes[40]?._id, error: 'forbidden', problem: { code: 'office.storeRefused' } }]);
  await until('the 99 in the office', async () => {
    const { view } = await dispatcher.call('workOrder.open', { orderId });
    return view.fold.history.filter(({ event }) => event.kind === 'noted').length === 99;
  });
});

it('copies 99 of 100 up when the office’s database takes less than the mailbox took', {
  timeout: 120_000,
}, async () => {
  const orderId = await orderInHand();
  const notes = Array.from({ length: 100 }, (_, n) => note(orderId, n === 70 ? 1_990 : 20));
  const before = office.context.counters.quarantined;
  // Straight into the mailbox, and told of only when the limit is low: as if it had been lowered in between.
  await mailbox().bulkDocs(notes as never, { newEdits: false });
  await couch.limitDocuments(limit);
  office.context.nudges.tell(technician.session.mailbox ?? '');
  const noted = async () =>
    (await office.context.work.allDocs({ startkey: `workOrder:${orderId}`, endkey: `workOrder:${orderId};` })).filter(
      ({ key }) => notes.some(({ _id }) => _id === key),
    ).length;
  await until('the 99 in the office', async () => (await noted()) === 99, { withinMs: 30_000 });
  await until('the one to be set aside', () => office.context.counters.quarantined === before + 1);
  await couch.limitDocuments(8_000_000);
});

it('refuses what the office itself writes with a code, and goes on', { timeout: 60_000 }, async () => {
  await couch.limitDocuments(limit);
  const order = newOrder({ remarks: 'x'.repeat(1_900) });
  expect(await dispatcher.ask('workOrder.create', order)).toMatchObject({
    ok: false,
    problem: { code: 'office.storeRefused' },
  });
  await couch.limitDocuments(8_000_000);
  expect((await dispatcher.ask('workOrder.create', order)).ok).toBe(true);
});

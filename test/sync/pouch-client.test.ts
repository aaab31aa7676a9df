import { mkdirSync } from 'node:fs';
import path from 'node:path';
import http from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderTypeId } from '../../domain/documents/catalogue.ts';
import { openStore, type Store } from '../../storage/open-store.ts';
import { deviceDraft, deviceEvent, makeId } from '../builders/device-documents.ts';
import { installDefinition } from '../builders/install-definition.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type Backend, backends, officeInProcess, type TestOffice } from './office-in-process.ts';

PouchDB.plugin(http);

let office: TestOffice;
let folder: TemporaryFolder;
let dispatcher: OfficeClient;
let technician: OfficeClient;

const setUp = (backend: Backend): void => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    folder = await temporaryFolder('pouch');
    mkdirSync(folder.path, { recursive: true });
    dispatcher = await officeClient(office.url, 'disp1');
    technician = await officeClient(office.url, 'tech1');
  });
  afterAll(async () => {
    await office.close();
    await folder.remove();
  });
};

const remote = (name: string, token = technician.session.token) =>
  new PouchDB(`${office.url()}/db/${name}`, {
    fetch: (url: string, options: { headers: Headers }) => {
      options.headers.set('authorization', `Bearer ${token}`);
      return fetch(url, options as RequestInit);
    },
  } as never);

async function assigned(): Promise<{ orderId: string; assignmentId: string; after: readonly string[] }> {
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  const { eventId } = await dispatcher.call('workOrder.assign', {
    orderId,
    technicianId: technician.session.account.accountId,
  });
  const grant = await until('the grant', async () =>
    office
      .office()
      .context.databases.open(technician.session.mailbox ?? '')
      .get(`grant:${orderId}`),
  );
  return { orderId, assignmentId: String(grant.assignmentId), after: [eventId] };
}

describe.each(backends)('an unmodified PouchDB at the door (%s)', (backend) => {
  setUp(backend);
  let local: Store;
  beforeAll(async () => {
    local = await openStore(path.join(folder.path, 'device'));
  });
  afterAll(() => local.close());

  it('pulls the mailbox and pushes what the device wrote', async () => {
    const { orderId, assignmentId, after } = await assigned();
    const mailbox = technician.session.mailbox ?? '';
    const pulled = await local.replicate.from(remote(mailbox));
    expect(pulled.ok).toBe(true);
    expect(await local.get(`workOrder:${orderId}`)).toMatchObject({ type: 'workOrder', orderId });
    const hand = { createdBy: technician.session.account.accountId, deviceId: makeId() };
    const { _rev: _, ...event } = deviceEvent(hand, orderId, 'accepted', { assignmentId }, { after });
    await local.put(event);
    const pushed = await local.replicate.to(remote(mailbox));
    expect(pushed).toMatchObject({ ok: true, doc_write_failures: 0 });
    await until('the office to see it', () =>
      dispatcher.call('orders.list', {}).then(({ orders }) => orders[0]?.phase === 'accepted'),
    );
  });

  it('follows live, both ways, within two seconds', async () => {
    const mailbox = technician.session.mailbox ?? '';
    const up = PouchDB.replicate(local, remote(mailbox), { live: true, retry: true });
    const down = PouchDB.replicate(remote(mailbox), local, { live: true, retry: true });
    const { orderId, assignmentId, after } = await assigned();
    await until('the order on the device', () => local.get(`grant:${orderId}`), { withinMs: 2000 });
    const hand = { createdBy: technician.session.account.accountId, deviceId: makeId() };
    const { _rev: _, ...event } = deviceEvent(hand, orderId, 'accepted', { assignmentId }, { after });
    await local.put(event);
    await until(
      'the move in the office',
      async () => (await dispatcher.call('workOrder.open', { orderId })).view.fold.phase === 'accepted',
      { withinMs: 2000 },
    );
    up.cancel();
    down.cancel();
  });

  it('reads the catalogue, and writes nothing into it', async () => {
    const catalogue = await openStore(path.join(folder.path, 'catalogue'));
    expect((await catalogue.replicate.from(remote('catalogue'))).ok).toBe(true);
    expect(await catalogue.get(orderTypeId(installDefinition.key, installDefinition.version))).toMatchObject({
      type: 'orderType',
    });
    await catalogue.put({ _id: 'orderType:mine@1', type: 'orderType' });
    await expect(catalogue.replicate.to(remote('catalogue'))).rejects.toBeDefined();
    expect(await office.office().context.catalogue.get('orderType:mine@1')).toBeNull();
    await catalogue.close();
  });

  it('is told of each refused document and the others are stored', async () => {
    const { orderId, assignmentId } = await assigned();
    const mailbox = technician.session.mailbox ?? '';
    const hand = { createdBy: technician.session.account.accountId, deviceId: makeId() };
    const good = deviceDraft(hand, orderId, 'orderStudy.services');
    const bad = deviceEvent({ ...hand, createdBy: makeId() }, orderId, 'accepted', { assignmentId });
    const rows = await remote(mailbox).bulkDocs([good, bad] as never, { new_edits: false });
    expect(rows.filter((row) => row.error)).toMatchObject([{ id: bad._id, reason: expect.any(String) }]);
    expect(await office.office().context.databases.open(mailbox).get(good._id)).not.toBeNull();
    expect(await office.office().context.databases.open(mailbox).get(bad._id)).toBeNull();
  });

  it("cannot open another's mailbox", async () => {
    const other = await officeClient(office.url, 'tech2');
    await expect(remote(other.session.mailbox ?? '').info()).rejects.toBeDefined();
    await expect(remote('work').info()).rejects.toBeDefined();
  });
});

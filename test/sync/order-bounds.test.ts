import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceDocumentId } from '../../domain/documents/device.ts';
import { shippedOrderTypes } from '../../forms/order-types/index.ts';
import { deviceDocuments, draftsOfUnknownType, ofOneOrder } from '../../sync-server/door/limits.ts';
import { deviceDraft, deviceEvent, deviceSubmission, firstRev, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

type Row = { readonly id: string; readonly ok?: true; readonly problem?: { readonly code: string } };

describe.each(backends)('what one account may add to an order (%s)', (backend) => {
  let office: TestOffice;
  let technician: OfficeClient;
  let dispatcher: OfficeClient;
  let hand: { readonly createdBy: string; readonly deviceId: string };
  beforeAll(async () => {
    office = await officeInProcess(backend);
    technician = await officeClient(office.url, 'tech1');
    dispatcher = await officeClient(office.url, 'disp1');
    hand = { createdBy: technician.session.account.accountId, deviceId: makeId() };
  });
  afterAll(() => office.close());

  async function push(docs: readonly object[]): Promise<readonly Row[]> {
    const answer = await http(`${office.url()}/db/${technician.session.mailbox}/_bulk_docs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ docs, new_edits: false }),
    });
    return JSON.parse(answer.body.toString()) as readonly Row[];
  }
  const said = (rows: readonly Row[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const row of rows) {
      const word = row.ok === true ? 'ok' : (row.problem?.code ?? 'none');
      counts[word] = (counts[word] ?? 0) + 1;
    }
    return counts;
  };
  const mailbox = () => office.office().context.databases.open(technician.session.mailbox ?? '');
  async function granted(): Promise<string> {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await dispatcher.call('workOrder.assign', { orderId, technicianId: technician.session.account.accountId });
    await until('the grant', () => mailbox().get(`grant:${orderId}`));
    return orderId;
  }

  it('is drafts of steps that its type has; another one is refused by name and kept in quarantine', async () => {
    const orderId = await granted();
    const type = office.office().context.orders.summary(orderId)?.orderType;
    const [stage] = shippedOrderTypes.find(({ key }) => key === type)?.stages ?? [];
    const step = `${stage?.key}.${stage?.steps[0]?.key}`;
    expect(said(await push([deviceDraft(hand, orderId, step)]))).toEqual({ ok: 1 });
    const invented = Array.from({ length: 30 }, (_, n) => deviceDraft(hand, orderId, `orderStudy.invented${n}`));
    const rows = await push(invented);
    expect(said(rows)).toEqual({ 'door.stepUnknown': 30 });
    const kept = await office.office().context.quarantine.allDocs({ includeDocs: true });
    expect(kept.map(({ doc }) => doc?.documentId)).toEqual(expect.arrayContaining(invented.map(({ _id }) => _id)));
  });

  it('is a bounded number of drafts while the office does not know the order’s type', async () => {
    const orderId = await granted();
    // A grant that arrived with an order which this office cannot read yet: nothing of it is in `work`.
    const strange = makeId();
    const grant = await mailbox().get(`grant:${orderId}`);
    const { _rev, ...body } = grant as { readonly _rev: string };
    await mailbox().bulkDocs([{ ...body, _id: `grant:${strange}`, orderId: strange }]);
    const drafts = Array.from({ length: draftsOfUnknownType + 6 }, (_, n) => deviceDraft(hand, strange, `x.step${n}`));
    expect(said(await push(drafts))).toEqual({ ok: draftsOfUnknownType, 'limit.drafts': 6 });
    // Documents that are there go on, also after a restart; one more does not come in.
    await office.restart();
    technician = await officeClient(office.url, 'tech1');
    expect(said(await push([deviceDraft(hand, strange, 'x.another'), ...drafts.slice(0, 2)]))).toEqual({
      ok: 2,
      'limit.drafts': 1,
    });
  });

  it('is a bounded number of bytes, whatever devices it names', { timeout: 120_000 }, async () => {
    const orderId = await granted();
    const large = () => ({
      ...deviceSubmission({ ...hand, deviceId: makeId() }, orderId, 'orderStudy.study'),
      fields: { note: { value: 'x'.repeat(60_000) } },
    });
    const all: Record<string, number> = {};
    for (let n = 0; n < 8; n += 1)
      for (const [word, count] of Object.entries(said(await push(Array.from({ length: 40 }, large)))))
        all[word] = (all[word] ?? 0) + count;
    expect(all.ok).toBeGreaterThan(200);
    expect(all.ok).toBeLessThanOrEqual(Math.ceil(ofOneOrder.bytes / 60_000));
    expect(all['limit.orderDocuments']).toBe(320 - (all.ok ?? 0));
    const other = await granted();
    expect(said(await push([deviceEvent(hand, other, 'noted', { text: 'elsewhere' })]))).toEqual({ ok: 1 });
  });

  it('is a bounded number of documents of devices that are nowhere enrolled', async () => {
    const device = () => {
      const deviceId = makeId();
      return {
        _id: deviceDocumentId(deviceId),
        _rev: firstRev(),
        type: 'device',
        schemaVersion: 1,
        createdBy: hand.createdBy,
        deviceId,
        time: { at: new Date().toISOString(), uptimeMs: 1, bootId: 'boot' },
        clockOffsetMs: null,
        freeBytes: null,
        appVersion: '1.0.0',
        batteryPercent: null,
        definitions: [],
        unconfirmed: 0,
      };
    };
    const rows: Row[] = [];
    for (let n = 0; n < 3; n += 1) rows.push(...(await push(Array.from({ length: 50 }, device))));
    const counts = said(rows);
    expect(counts['limit.devices']).toBeGreaterThan(0);
    expect(counts.ok).toBeLessThanOrEqual(deviceDocuments + 50);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderTypeId } from '../../domain/documents/catalogue.ts';
import { receiptId } from '../../domain/documents/evidence.ts';
import type { Database } from '../../sync-server/database/types.ts';
import { hugePng } from '../builders/huge-picture.ts';
import { newOrder } from '../builders/new-order.ts';
import { jobType, requestType } from '../builders/office-flow.ts';
import { smallPhoto } from '../durability/small-photo.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let dispatcher: OfficeClient;

const attach = (orderId: string, requestKey: string, body: Buffer) =>
  http(`${office.url()}/evidence/attach?order=${orderId}&slot=intake.form.letter&requestKey=${requestKey}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${dispatcher.session.token}`, 'content-type': 'application/octet-stream' },
    body,
  });
const request = async (): Promise<string> =>
  (await dispatcher.call('workOrder.create', newOrder({ orderType: 'test-request', products: {}, resources: {} })))
    .orderId;
const viewOf = async (orderId: string) => (await dispatcher.call('workOrder.open', { orderId })).view;

describe.each(backends)('files of office stages, on %s', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    const { catalogue, orders } = office.office().context;
    for (const definition of [requestType, jobType]) {
      const { key, version } = definition;
      const document = { type: 'orderType', schemaVersion: 1, createdBy: 'office', key, version, definition };
      await catalogue.bulkDocs([{ _id: orderTypeId(key, version), ...document }]);
      await until('the order type', () => orders.definition(key));
    }
    dispatcher = await officeClient(office.url, 'disp1');
  });
  afterAll(() => office.close());

  it('are no more in a slot than it takes, when several are attached at once', async () => {
    const orderId = await request();
    const { definition } = await dispatcher.call('workOrder.open', { orderId });
    const max = definition.stages[0]?.steps[0]?.photos[0]?.max ?? 0;
    const tries = Array.from({ length: max + 3 }, (_, n) => attach(orderId, `file-${n}`, smallPhoto(n).bytes));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect((await viewOf(orderId)).evidence).toHaveLength(max);
    expect(statuses.filter((status) => status === 200)).toHaveLength(max);
  });

  it('are whole and what they say they are, or are refused by name before anything of them is kept', async () => {
    const orderId = await request();
    const photo = smallPhoto(9).bytes;
    const refusal = async (key: string, body: Buffer): Promise<unknown> => {
      const answer = await attach(orderId, key, body);
      return [answer.status, JSON.parse(String(answer.body))?.problem?.code];
    };
    expect(await refusal('half', photo.subarray(0, photo.length / 2))).toEqual([422, 'evidence.fileIncomplete']);
    expect(await refusal('claims', hugePng(20_000, 20_000))).toEqual([422, 'evidence.tooManyPixels']);
    expect(await refusal('rows', hugePng(800, 600, 400))).toEqual([422, 'evidence.fileIncomplete']);
    expect(await refusal('gif', Buffer.from('GIF89a\x01\0\x01\0', 'latin1'))).toEqual([415, 'evidence.fileNotTaken']);
    expect(await refusal('pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'))).toEqual([
      422,
      'evidence.fileIncomplete',
    ]);
    expect((await viewOf(orderId)).evidence).toEqual([]);
    expect((await attach(orderId, 'whole', hugePng(800, 600, 600))).status).toBe(200);
  });

  it('that cannot be carried along hold up no other order, and come when they can', async () => {
    const { hooks } = office.office().context;
    const { refer } = hooks;
    let isDown = true;
    hooks.refer = async (given) => {
      if (isDown) throw new Error('the evidence store is down');
      return refer(given);
    };
    const passed = async (seed: number): Promise<string> => {
      const orderId = await request();
      expect((await attach(orderId, 'letter', smallPhoto(seed).bytes)).status).toBe(200);
      await dispatcher.call('step.submit', { orderId, step: 'intake.form', fields: { said: '网速慢', jobs: 1 } });
      await dispatcher.call('stage.pass', { orderId, stage: 'intake' });
      return orderId;
    };
    const childOf = (orderId: string) =>
      until('the raised order', async () => (await viewOf(orderId)).fold.children[0]?.orderId, { withinMs: 5_000 });
    const child = await childOf(await passed(5));
    await childOf(await passed(6));
    isDown = false;
    await until('the file', async () => (await viewOf(child)).evidence[0]?.received);
    hooks.refer = refer;
  });

  it('have their receipt on the raised order too when the store took the document and not the receipt', async () => {
    const { work } = office.office().context;
    const { bulkDocs } = work;
    let broken = 0;
    (work as { bulkDocs: Database['bulkDocs'] }).bulkDocs = async (documents, options) => {
      const [first, ...others] = documents;
      if (first?.source !== 'carried' || others.length === 0 || broken > 0) return bulkDocs(documents, options);
      broken += 1;
      const rows = await bulkDocs([first], options);
      return [...rows, ...others.map(({ _id: id }) => ({ id, error: 'internal_server_error', reason: 'timeout' }))];
    };
    const orderId = await request();
    const letter = smallPhoto(77);
    expect((await attach(orderId, 'letter', letter.bytes)).status).toBe(200);
    await dispatcher.call('step.submit', { orderId, step: 'intake.form', fields: { said: '网速慢', jobs: 1 } });
    await dispatcher.call('stage.pass', { orderId, stage: 'intake' });
    const child = await until('the raised order', async () => (await viewOf(orderId)).fold.children[0]?.orderId);
    const [own] = (await viewOf(orderId)).evidence;
    const sha256 = own?.document.sha256 ?? '';
    await until('its receipt', () => work.get(receiptId(child, sha256)), { withinMs: 5_000 });
    expect(broken).toBe(1);
    (work as { bulkDocs: Database['bulkDocs'] }).bulkDocs = bulkDocs;
  });
});

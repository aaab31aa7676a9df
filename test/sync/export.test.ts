import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sortOrders } from '../../bridge/order-sorting.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { deviceSubmission, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

const step = 'orderStudy.services';
const customer = '陈静，"小陈"';

type Row = Readonly<Record<string, unknown>>;

describe.each(backends)('answers as a file (%s)', (backend) => {
  let office: TestOffice;
  let dispatcher: OfficeClient;
  let reviewer: OfficeClient;
  let technician: OfficeClient;
  let orderId: string;
  const devices = [makeId(), makeId()] as const;

  const order = async (): Promise<string> => {
    const plain = newOrder();
    const given = { ...plain, customer: { ...plain.customer, name: customer } };
    const created = await dispatcher.call('workOrder.create', given);
    await dispatcher.call('workOrder.assign', {
      orderId: created.orderId,
      technicianId: technician.session.account.accountId,
    });
    await until('the grant', () =>
      office
        .office()
        .context.databases.open(technician.session.mailbox ?? '')
        .get(`grant:${created.orderId}`),
    );
    return created.orderId;
  };
  /** As a station pushes it, through the door. */
  const submits = async (deviceId: string, into: string, fields: Readonly<Record<string, unknown>>) => {
    const hand = { createdBy: technician.session.account.accountId, deviceId };
    const given = Object.entries(fields).map(([field, value]) => [field, { value }]);
    const document = { ...deviceSubmission(hand, into, step), fields: Object.fromEntries(given) };
    await http(`${office.url()}/db/${technician.session.mailbox}/_bulk_docs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ docs: [document], new_edits: false }),
    });
    await until('the submission in the office', async () => {
      const { view } = await dispatcher.call('workOrder.open', { orderId: into });
      const found = view.stages[0]?.steps
        .find(({ key }) => key === step)
        ?.submissions.some(({ id }) => id === document._id);
      return found === true ? true : Promise.reject(new Error('not yet'));
    });
    return document;
  };
  const textOf = async (path: string, client = dispatcher): Promise<string> => {
    const answer = await client.get(path);
    expect(answer.status, answer.body.toString('utf8').slice(0, 200)).toBe(200);
    return answer.body.toString('utf8');
  };
  const rowsOf = async (query: string): Promise<readonly Row[]> =>
    JSON.parse(await textOf(`/export/answers.json${query}`));
  const differing = async (): Promise<Row | undefined> =>
    (await rowsOf('')).find((row) => row.order_id === orderId && row.field === 'fibreInHome');

  beforeAll(async () => {
    office = await officeInProcess(backend);
    dispatcher = await officeClient(office.url, 'disp1');
    reviewer = await officeClient(office.url, 'rev1');
    technician = await officeClient(office.url, 'tech1');
    orderId = await order();
    await submits(devices[0], orderId, { fibreInHome: 'no', studyNote: '=HYPERLINK("http://x")' });
    await submits(devices[1], orderId, { fibreInHome: 'yes' });
    const quiet = await order();
    await submits(devices[0], quiet, { fibreInHome: 'no' });
  });
  afterAll(() => office.close());

  it('is for those who may list orders', async () => {
    for (const kind of ['csv', 'json']) {
      expect((await http(`${office.url()}/export/answers.${kind}`)).status).toBe(401);
      expect((await technician.get(`/export/answers.${kind}`)).status).toBe(403);
      expect((await reviewer.get(`/export/answers.${kind}`)).status).toBe(200);
      expect((await (await officeClient(office.url, 'admin1')).get(`/export/answers.${kind}`)).status).toBe(200);
    }
  });

  it('refuses a filter that it does not know, so that a slip does not export everything', async () => {
    for (const query of ['?onlyConflict=1', '?onlyConflicts=yes', '?technicianId=x&technicianId=y', '?limit=5'])
      expect((await dispatcher.get(`/export/answers.csv${query}`)).status, query).toBe(400);
  });

  it('gives the list itself, as it is filtered, with words and without formulas', async () => {
    for (const [role, status] of [
      [technician, 403],
      [reviewer, 200],
    ] as const)
      expect((await role.get('/export/orders.csv')).status).toBe(status);
    expect((await dispatcher.get('/export/orders.csv?onlyConflict=1')).status).toBe(400);
    const { name } = (await dispatcher.call('workOrder.open', { orderId })).view.fold.customer;
    const changes = [{ path: 'customer.name', to: '=HYPERLINK("http://x")' }];
    await dispatcher.call('workOrder.amend', { orderId, changes });
    const { orders } = await dispatcher.call('orders.list', {});
    const all = await textOf('/export/orders.csv?language=en');
    expect(all.startsWith('\ufeffOrder,Type,Customer,')).toBe(true);
    expect(all.trimEnd().split('\r\n')).toHaveLength(orders.length + 1);
    for (const { number } of orders) expect(all).toContain(number);
    expect(all).toContain("'=HYPERLINK");
    expect(all).not.toMatch(/(^|,|")=HYPERLINK/m);
    const some = await textOf('/export/orders.csv?onlyConflicts=1');
    expect(some.trimEnd().split('\r\n')).toHaveLength(2);
    expect(some).toContain('工单号');
    const [noted] = (await office.office().context.audit.list({ action: 'export.orders' }, undefined, 1)).entries;
    expect(noted).toMatchObject({ details: { orders: 1, filters: 'onlyConflicts' } });
    const byNumber = await textOf('/export/orders.csv?sort=-number');
    const shown = sortOrders(orders, { key: 'number', descending: true }).map(({ number }) => number);
    expect(
      byNumber
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => shown.findIndex((one) => line.startsWith(one))),
    ).toEqual([0, 1]);
    expect((await dispatcher.get('/export/orders.csv?sort=colour')).status).toBe(400);
    const back = [{ path: 'customer.name', to: name }];
    await dispatcher.call('workOrder.amend', { orderId, changes: back });
  });

  it('shows values that differ as open, then the choice with who made it and what it left (R-18)', async () => {
    const before = await differing();
    expect(before).toMatchObject({
      was_conflict: true,
      chosen_by: '',
      rejected_value: [],
      label_zh: ftthInstall.texts['zh-CN'][`field.${step}.fibreInHome`],
      order_type: `ftth-install@${ftthInstall.version}`,
    });
    expect(new Set(before?.open_values as string[])).toEqual(new Set(['no', 'yes']));
    const listed = await dispatcher.call('orders.list', {});
    expect(listed).toMatchObject({ total: 2, differing: 1 });
    expect(listed.orders.find((one) => one.orderId === orderId)).toMatchObject({ conflicts: 1, settledConflicts: 0 });

    const { view } = await reviewer.call('workOrder.open', { orderId });
    const chosen = view.conflicts[0]?.candidates.find(({ value }) => value === 'yes')?.submission ?? '';
    await reviewer.call('conflict.choose', { orderId, step, field: 'fibreInHome', chosen });
    expect(await differing()).toMatchObject({
      value: 'yes',
      device: devices[1],
      submitted_by: technician.session.account.name,
      was_conflict: true,
      chosen_by: reviewer.session.account.name,
      rejected_value: ['no'],
      open_values: [],
    });
    const only = await dispatcher.call('orders.list', { onlyConflicts: true });
    expect(only).toMatchObject({ total: 1, differing: 1 });
    expect(only.orders).toMatchObject([{ orderId, conflicts: 0, settledConflicts: 1 }]);
    expect((await rowsOf('?onlyConflicts=1')).map(({ order_id, field }) => [order_id, field])).toEqual([
      [orderId, 'fibreInHome'],
    ]);
  });

  it('survives a restart: the filter and the trace are in the documents', async () => {
    await office.restart();
    expect(await dispatcher.call('orders.list', { onlyConflicts: true })).toMatchObject({ total: 1 });
    expect(await differing()).toMatchObject({ rejected_value: ['no'] });
  });

  it('is a CSV that a spreadsheet reads as text in UTF-8, named after the day', async () => {
    const answer = await fetch(`${office.url()}/export/answers.csv?customer=1`, {
      headers: { authorization: `Bearer ${dispatcher.session.token}` },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="answers-\d{4}-\d\d-\d\d\.csv"$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').slice(1).split('\r\n');
    expect(lines[0]).toContain('was_conflict,chosen_by,chosen_at,rejected_value,');
    expect(lines.at(-1)).toBe('');
    expect(lines.some((line) => line.includes('"\'=HYPERLINK(""http://x"")"'))).toBe(true);
    expect(lines.some((line) => line.includes('"陈静，""小陈"""'))).toBe(true);
  });

  it('names no customer unless asked, and finds as the list does', async () => {
    expect(await textOf('/export/answers.csv')).not.toContain('陈静');
    const ids = async (query: string) => new Set((await rowsOf(query)).map((row) => row.order_id));
    expect(await ids(`?search=${encodeURIComponent('陈静')}&phase=assigned&phase=held`)).toHaveProperty('size', 2);
    expect(await ids('?phase=completed')).toHaveProperty('size', 0);
    expect(await ids('?orderType=ftth-repair')).toHaveProperty('size', 0);
    expect(await ids(`?technicianId=${technician.session.account.accountId}&orderType=ftth-install`)).toHaveProperty(
      'size',
      2,
    );
    expect(await ids('?from=2100-01-01')).toHaveProperty('size', 0);
  });
});

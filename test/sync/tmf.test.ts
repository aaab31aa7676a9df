import { Validator } from '@cfworker/json-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import definitions from '../fixtures/tmf697/definitions.json' with { type: 'json' };
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

const path = '/tmf-api/workOrderManagement/v4/workOrder';
let office: TestOffice;
let dispatcher: string;

type Json = Record<string, unknown>;
type Asked = {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly token?: string | null;
};

async function ask(where: string, { method = 'GET', body, headers = {}, token = dispatcher }: Asked = {}) {
  const answer = await fetch(office.url() + where, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as Json };
}

async function signIn(username: string): Promise<string> {
  const { json } = await ask('/api/session', { method: 'POST', body: { username, password: 'linework' }, token: null });
  return (json as { value: { token: string } }).value.token;
}

const create = (body: unknown, headers: Record<string, string> = {}) => ask(path, { method: 'POST', body, headers });

/** Counts how often one function of a store is called, and calls it. */
function counted<T extends object, K extends keyof T>(store: T, name: K): { readonly stop: () => number } {
  const original = store[name] as unknown as (...given: readonly unknown[]) => unknown;
  let calls = 0;
  Object.defineProperty(store, name, {
    configurable: true,
    writable: true,
    value: (...given: readonly unknown[]) => {
      calls += 1;
      return original.apply(store, [...given]);
    },
  });
  return {
    stop: () => {
      Object.defineProperty(store, name, { configurable: true, writable: true, value: original });
      return calls;
    },
  };
}

/** Problems by the published schema; `additionalProperties` are allowed by TM Forum. */
function schemaErrors(name: 'WorkOrder' | 'Error', value: unknown): readonly string[] {
  const schema = { ...definitions, $schema: undefined, $ref: `#/definitions/${name}` };
  return new Validator(JSON.parse(JSON.stringify(schema)), '7', false)
    .validate(value)
    .errors.map((one) => `${one.instanceLocation} ${one.error}`);
}

const order = (externalId?: string, more: Json = {}): Json => ({
  ...(externalId && { externalId }),
  priority: '2',
  place: { name: '合肥市蜀山区青桐路 1 号' },
  relatedParty: [
    {
      id: 'c-1',
      name: '丁一鸣',
      role: 'customer',
      '@referredType': 'Individual',
      contactMedium: [{ characteristic: { phoneNumber: '15400010001' } }],
    },
  ],
  workOrderItem: [
    {
      id: '1',
      action: 'add',
      work: {
        workSpecification: { id: 'ftth-install' },
        workCharacteristic: Object.entries({
          bandwidth: 500,
          iptv: true,
          OLT: 'OLT-1',
          'PON port': '0/1/1',
          opticsClass: 'GPON-B+',
          splitter: 'S-1',
          splitterPort: '3',
          LOID: 'HF0001',
        }).map(([name, value]) => ({ name, value })),
      },
    },
  ],
  ...more,
});

describe.each(backends)('TMF697 (%s)', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    dispatcher = await signIn('disp1');
  });
  afterAll(() => office.close());

  it('creates an order that other systems can read, in the published shape', async () => {
    const made = await create(order('BSS-1'));
    expect(made.status).toBe(201);
    expect(schemaErrors('WorkOrder', made.json)).toEqual([]);
    expect(made.json).toMatchObject({
      externalId: 'BSS-1',
      state: 'acknowledged',
      '@type': 'WorkOrder',
      href: `${path}/${made.json.id}`,
    });
    const read = await ask(made.headers.get('location') ?? '');
    expect(read.json).toEqual(made.json);
    const item = (read.json.workOrderItem as { work: { workCharacteristic: Json[] } }[])[0];
    expect(item?.work.workCharacteristic).toContainEqual({ name: 'OLT', value: 'OLT-1' } satisfies Json);
  });

  it('takes members that say how they are written or what they descend from, and reads them back', async () => {
    const strange = { toString: null, valueOf: 1 };
    const body = order('BSS-STRANGE', { constructor: { prototype: { a: 1 } }, hasOwnProperty: 1 });
    const [first] = body.workOrderItem as Json[];
    const made = await create({
      ...body,
      relatedParty: [{ name: '丁一鸣', role: strange }, ...(body.relatedParty as Json[])],
      workOrderItem: [
        {
          ...first,
          id: strange,
          work: {
            workSpecification: { id: 'ftth-install' },
            workCharacteristic: [
              { name: strange, value: 1 },
              { name: 'grade', value: strange },
              { name: 'constructor', value: 'c' },
            ],
          },
        },
      ],
    });
    expect(made.status).toBe(201);
    const read = await ask(`${path}/${made.json.id}`);
    expect(read).toMatchObject({ status: 200, json: { hasOwnProperty: 1, constructor: { prototype: { a: 1 } } } });
    expect((read.json.workOrderItem as Json[])[0]).toMatchObject({ id: '1' });
    expect((await ask(`${path}?externalId=BSS-STRANGE`)).status).toBe(200);
  });

  it('gives back what came as it came, also what nobody here knows; what dispatch changed is given as it is now', async () => {
    const body = order('BSS-CAME', {
      description: '晚上不在家',
      note: [{ id: 'n1', author: '客服 12', date: '2026-03-01T10:00:00+0800', text: '门禁 1204#' }],
      orderDate: '2026-03-01T10:00:00+0800',
      requestedStartDate: null,
      category: 'B2C',
      channel: [{ id: 'app' }],
      place: {
        id: 'p1',
        role: 'site',
        name: '合肥市蜀山区青桐路 1 号',
        geographicLocation: { latitude: '', longitude: null },
      },
      'x-bss': { deep: [1, '', { 中: null }] },
    });
    const [work] = (body.workOrderItem as { work: { workCharacteristic: Json[] } }[]).map((one) => one.work);
    work?.workCharacteristic.push({ name: 'doorCode', value: '1204#', valueType: 'string' });
    const made = await create(body);
    expect(made.status).toBe(201);
    const { requestedStartDate: _, ...came } = body;
    const { workOrderItem, ...rest } = came as Json;
    expect(made.json).toMatchObject(rest);
    const [given] = made.json.workOrderItem as { work: Json }[];
    expect(given?.work.workCharacteristic).toEqual(work?.workCharacteristic);
    expect(given?.work.workSpecification).toMatchObject({ id: 'ftth-install' });
    const orderId = String(made.json.id);
    const { context } = office.office();
    const opened = await context.orders.load(orderId);
    expect(opened.ok && opened.value.view.fold.place).not.toHaveProperty('latitude');

    const changes = [
      { path: 'customer.phone', to: '13800000000' },
      { path: 'resources.olt', to: 'OLT-9' },
      { path: 'remarks', to: '改约晚上' },
    ];
    const amended = await ask('/api/call/workOrder.amend', { method: 'POST', body: { orderId, changes } });
    expect(amended.json).toMatchObject({ ok: true });
    const { json: now } = await ask(`${path}/${orderId}`);
    expect(now).toMatchObject({ description: '改约晚上', note: rest.note, category: 'B2C', place: rest.place });
    const [changed] = now.workOrderItem as { work: { workCharacteristic: Json[] } }[];
    expect(changed?.work.workCharacteristic).toContainEqual({ name: 'OLT', value: 'OLT-9' });
    expect(changed?.work.workCharacteristic).toContainEqual({ name: 'doorCode', value: '1204#', valueType: 'string' });
    expect((now.relatedParty as Json[])[0]).toMatchObject({
      id: 'c-1',
      name: '丁一鸣',
      '@referredType': 'Customer',
      contactMedium: [{ characteristic: { phoneNumber: '13800000000' } }],
    });
    expect(JSON.stringify(now)).not.toContain('15400010001');
  });

  it('what came stays in the office: no mailbox gets it', async () => {
    const made = await create(order('BSS-STAYS', { 'x-secret': 'BSS-ONLY' }));
    const orderId = String(made.json.id);
    const { context } = office.office();
    const technician = context.accounts.list().find(({ username }) => username === 'tech1');
    const assigned = await ask('/api/call/workOrder.assign', {
      method: 'POST',
      body: { orderId, technicianId: technician?.accountId },
    });
    expect(assigned.json).toMatchObject({ ok: true });
    const mailbox = await context.databases.ensure(`mailbox-${technician?.accountId}`, { q: 1 });
    await expect.poll(async () => (await mailbox.get(`workOrder:${orderId}`)) !== null, { timeout: 20_000 }).toBe(true);
    await expect.poll(async () => (await mailbox.get(`grant:${orderId}`)) !== null, { timeout: 20_000 }).toBe(true);
    expect(await mailbox.get(`workOrder:${orderId}:tmf`)).toBeNull();
    expect(await context.work.get(`workOrder:${orderId}:tmf`)).toMatchObject({ body: { 'x-secret': 'BSS-ONLY' } });
  });

  it('filters are those that rows carry, and none reads an order that it does not show', async () => {
    const { context } = office.office();
    await create(order('BSS-FILTER', { priority: '2', category: 'B2C' }));
    const gets = counted(context.work, 'allDocs');
    const found = await ask(
      `${path}?category=B2C&priority=2&place.name=${encodeURIComponent('合肥市蜀山区青桐路 1 号')}&externalId=BSS-FILTER`,
    );
    expect((found.json as unknown as Json[]).map(({ externalId }) => externalId)).toEqual(['BSS-FILTER']);
    expect((await ask(`${path}?expectedCompletionDate=2001-01-01T00:00:00Z`)).json).toEqual([]);
    expect(gets.stop()).toBe(1);
    for (const name of [
      'nonsense',
      'workOrderItem.work.workCharacteristic.value',
      'note.text',
      'orderDate.gt',
      'x-bss',
      '__proto__',
      'toString',
    ])
      expect((await ask(`${path}?${new URLSearchParams({ [name]: 'x' })}`)).json, name).toMatchObject({
        code: 'tmf.filterUnknown',
        status: '400',
      });
  });

  it('an order number that a path, a spreadsheet or a log would take for its own is refused', async () => {
    const { relatedParty: _, ...plain } = order();
    expect(plain).toBeDefined();
    const given = (number: unknown) => ({
      orderType: 'ftth-install',
      number,
      customer: { name: '丁', phone: '13900000001', grade: 'standard' },
      place: { address: '青桐路 1 号', district: '', area: 'urban' },
    });
    for (const number of [
      'a\r\nb',
      'a\u0000',
      '../../x',
      '=1+1',
      '-1',
      '+1',
      '@x',
      ' a',
      'a ',
      'a/b',
      'a\\b',
      'a\u202eb',
      '＝1',
      '..',
      '',
    ])
      expect(
        (await ask('/api/call/workOrder.create', { method: 'POST', body: given(number) })).json,
        JSON.stringify(number),
      ).toMatchObject({ ok: false, problem: { code: 'input.invalid', details: { where: 'number' } } });
    const fine = await ask('/api/call/workOrder.create', { method: 'POST', body: given('皖宽 2026-03_1(2)') });
    expect(fine.json).toMatchObject({ ok: true });
    const day = await ask('/api/call/workOrder.create', {
      method: 'POST',
      body: { ...given('D-1'), acceptedAt: '2026-02-30T08:00:00Z' },
    });
    expect(day.json).toMatchObject({ ok: false, problem: { code: 'input.invalid', details: { where: 'acceptedAt' } } });
  });

  it('takes any key for a key, also one that looks as the externalId is kept', async () => {
    const answers = await Promise.all([
      create(order('BSS-8'), { 'Idempotency-Key': 'tmf697 BSS-8' }),
      create(order('BSS-9'), { 'Idempotency-Key': 'tmf697 BSS-10' }),
      create(order('BSS-10'), { 'Idempotency-Key': 'tmf697 BSS-9' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it('makes one order of ten blind retries, by externalId and by Idempotency-Key', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(order('BSS-2'))));
    expect(new Set(answers.map(({ status, json }) => `${status} ${json.id}`)).size).toBe(1);
    const keyed = await Promise.all(Array.from({ length: 10 }, () => create(order(), { 'Idempotency-Key': 'k-1' })));
    expect(new Set(keyed.map(({ status, json }) => `${status} ${json.id}`)).size).toBe(1);
    await office.restart();
    expect((await create(order('BSS-2'))).json.id).toBe(answers[0]?.json.id);
    const { headers } = await ask(`${path}?externalId=BSS-2`);
    expect(headers.get('x-total-count')).toBe('1');
  });

  it('answers 409 in its own shape when another body comes under the same name', async () => {
    await create(order('BSS-3'));
    const other = await create(order('BSS-3', { priority: '0' }));
    expect(other.status).toBe(409);
    expect(other.json).toMatchObject({ code: 'order.externalIdTaken', status: '409' });
    expect(schemaErrors('Error', other.json)).toEqual([]);
    await create(order(), { 'Idempotency-Key': 'k-2' });
    expect((await create(order('x'), { 'Idempotency-Key': 'k-2' })).json).toMatchObject({ code: 'order.keyReused' });
  });

  it('takes an order that lacks something into intake and names what', async () => {
    const lacking = await create({ workOrderItem: [{ id: '1', action: 'add', work: { name: 'ftth-install' } }] });
    expect(lacking.status).toBe(201);
    const summary = office.office().context.orders.summary(String(lacking.json.id));
    expect(summary).toMatchObject({ phase: 'intake', source: 'tmf697' });
    expect(summary?.missing).toEqual(
      expect.arrayContaining(['customer.name', 'customer.phone', 'place.address', 'broadbandMbps', 'olt']),
    );
    const strange = await create({ workOrderItem: [{ id: '1', action: 'add', work: { name: 'dig a hole' } }] });
    expect(office.office().context.orders.summary(String(strange.json.id))?.missing).toContain('orderType');
  });

  it('lists with paging, chosen fields and filters', async () => {
    const all = await ask(`${path}?limit=2&fields=state`);
    expect(all.json).toHaveLength(2);
    expect(Object.keys((all.json as unknown as Json[])[0] ?? {}).sort()).toEqual(['href', 'id', 'state']);
    expect(Number(all.headers.get('x-total-count'))).toBeGreaterThan(2);
    expect(all.headers.get('x-result-count')).toBe('2');
    const none = await ask(`${path}?state=completed,failed`);
    expect(none.json).toEqual([]);
    for (const limit of ['-1', '1e3', '0x10', ' 5', '1&limit=2'])
      expect((await ask(`${path}?limit=${limit}`)).json).toMatchObject({ code: 'input.invalid' });
    // A form sends its empty fields too.
    expect((await ask(`${path}?limit=&offset=&fields=`)).json).toHaveLength(Number(all.headers.get('x-total-count')));
  });

  it('passes what the test kit of TM Forum asks: charset, HEADERS, each first-level member as a filter and as a field', async () => {
    const json = { 'Content-Type': 'application/json;charset=utf-8', Accept: 'application/json;charset=utf-8' };
    const wished = {
      requestedStartDate: '2031-03-04T09:00:00+08:00',
      requestedCompletionDate: '2031-03-04T11:00:00+08:00',
    };
    const made = await create(order('CTK-1', { description: 'kit, 1', priority: '1', ...wished }), json);
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(made.headers.get('location')).toBe(made.json.href);
    const plain = Object.entries(made.json).filter(([, value]) => typeof value === 'string') as [string, string][];
    expect(plain.length).toBeGreaterThan(8);
    const below: [string, string][] = [
      ['relatedParty.id', 'c-1'],
      ['place.name', '合肥市蜀山区青桐路 1 号'],
      ['workOrderItem.work.name', 'ftth-install'],
    ];
    for (const [name, value] of [...plain, ...below]) {
      const found = await ask(`${path}?${new URLSearchParams({ [name]: value })}`, { headers: json });
      expect(found.status, name).toBe(200);
      const orders = found.json as unknown as Json[];
      expect(
        orders.map(({ id }) => id),
        name,
      ).toContain(made.json.id);
      expect(found.headers.get('x-total-count')).toBe(String(orders.length));
      if (!name.includes('.')) for (const one of orders) expect(one[name]).toBe(value);
      expect((await ask(`${path}?${new URLSearchParams({ [name]: 'nobody has this' })}`)).json, name).toEqual([]);
      if (name.includes('.')) continue;
      const chosen = await ask(`${path}/${made.json.id}?fields=${encodeURIComponent(name)}`);
      expect(chosen.json).toEqual({ id: made.json.id, href: made.json.href, [name]: value });
    }
    const both = await ask(`${path}?state=${encodeURIComponent('acknowledged,held')}&externalId=CTK-1`);
    expect(both.json).toHaveLength(1);
    const patched = await ask(`${path}/${made.json.id}`, { method: 'PATCH', body: {} });
    expect([patched.status, patched.headers.get('allow')]).toEqual([405, 'GET']);
    expect((await ask(`${path}?callback=x&_=1`)).status).toBe(200);
  });

  it('refuses strangers, wrong roles and garbage in TMF words, and lives', async () => {
    const technician = await signIn('tech1');
    const reviewer = await signIn('rev1');
    const refusals: (readonly [string, Asked, number])[] = [
      [path, { token: null }, 401],
      [path, { token: technician }, 403],
      [path, { token: reviewer, method: 'POST', body: order() }, 403],
      [path, { method: 'POST', body: '{"workOrderItem":' }, 400],
      [path, { method: 'POST', body: [] }, 400],
      [path, { method: 'POST', body: {} }, 400],
      [path, { method: 'POST', body: order('x'.repeat(121)) }, 400],
      [path, { method: 'POST', body: order(), headers: { 'Content-Type': 'text/xml' } }, 415],
      [path, { method: 'DELETE' }, 405],
      [`${path}/${'0'.repeat(26)}`, { method: 'PATCH', body: { state: 'held' } }, 405],
      [`${path}/${'0'.repeat(26)}`, { method: 'DELETE', body: 'x', headers: { 'Content-Type': 'text/xml' } }, 405],
      [path, { token: null, method: 'DELETE' }, 401],
      [`${path}/nothing`, {}, 404],
      [`${path}/${'0'.repeat(26)}`, {}, 404],
      ['/tmf-api/other/v1/x', {}, 404],
    ];
    for (const [where, asked, status] of refusals) {
      const answer = await ask(where, asked);
      expect(answer.status, `${asked.method ?? 'GET'} ${where} ${JSON.stringify(asked.body)?.slice(0, 30)}`).toBe(
        status,
      );
      expect(schemaErrors('Error', answer.json)).toEqual([]);
      expect(answer.json.code).toMatch(/^[a-zA-Z]+(\.[a-zA-Z]+)*$/);
    }
    expect((await ask('/healthz', { token: null })).status).toBe(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../bridge/audit.ts';
import { makeId } from '../../test/builders/device-documents.ts';
import { type OfficeClient, officeClient } from '../../test/processes/calls.ts';
import { type Backend, backends, officeInProcess, type TestOffice } from '../../test/sync/office-in-process.ts';
import { auditLimits } from './limits.ts';
import { gatherRefusals } from './refusals.ts';

const password = 'seven blue ladders';

describe.each(backends)('the audit trail (%s)', (backend: Backend) => {
  let office: TestOffice;
  let admin: OfficeClient;
  beforeAll(async () => {
    office = await officeInProcess(backend);
    admin = await officeClient(office.url, 'admin1');
  });
  afterAll(() => office.close());

  const list = async (filter: object = {}): Promise<readonly AuditEntry[]> =>
    (await admin.call('audit.list', { limit: 200, ...filter })).entries;
  const post = (path: string, body: unknown, token?: string, url = office.url()) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });

  it('has who did what to whom, when and from where', async () => {
    const username = `p-${makeId()}`.slice(0, 20);
    const { accountId } = await admin.call('accounts.add', { username, name: '王小明', role: 'technician', password });
    const deviceId = makeId();
    await post('/api/session', { username, password, device: { deviceId, label: '平板' } });
    await post('/api/session', { username, password: 'guessed' });
    await admin.call('accounts.resetPassword', { accountId });
    await admin.call('accounts.setPerforms', { accountId, performs: ['callBack'] });
    await admin.call('accounts.setDisabled', { accountId, disabled: true });
    await admin.call('devices.revoke', { deviceId });
    const entries = (await list()).filter(
      (one) => one.about === username || one.by?.accountId === accountId || one.about === deviceId,
    );
    expect(entries.map(({ action, outcome, code }) => [action, outcome, code])).toEqual([
      ['device.revoked', 'done', null],
      ['account.disabled', 'done', null],
      ['account.performsChanged', 'done', null],
      ['account.passwordReset', 'done', null],
      ['session.signedIn', 'refused', 'session.wrongPassword'],
      ['device.enrolled', 'done', null],
      ['session.signedIn', 'done', null],
      ['account.added', 'done', null],
    ]);
    const [revoked] = entries;
    expect(revoked).toMatchObject({
      by: { username: 'admin1', role: 'administrator', accountId: admin.session.account.accountId },
      address: '127.0.0.1',
      details: { of: username },
      times: 1,
    });
    expect(Math.abs(Date.parse(revoked?.at ?? '') - Date.now())).toBeLessThan(60_000);
    // No customer, no person's name, no password, nothing that was typed.
    expect(JSON.stringify(entries)).not.toMatch(/王小明|平板|ladders|guessed/);
  });

  it('has an act once that was asked for twice under one key', async () => {
    const username = `t-${makeId()}`.slice(0, 20);
    const adding = { username, name: '二', role: 'technician', password, requestKey: makeId() };
    const token = admin.session.token;
    const twice = await Promise.all([1, 2].map(() => post('/api/call/accounts.add', adding, token)));
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    await post('/api/call/accounts.add', adding, token);
    expect((await list()).filter(({ about }) => about === username)).toHaveLength(1);
  });

  it('has every act of calls that know no key, whatever key a header names', async () => {
    const username = `h-${makeId()}`.slice(0, 20);
    const { accountId } = await admin.call('accounts.add', { username, name: '三', role: 'dispatcher', password });
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${admin.session.token}`,
      'idempotency-key': 'always the same',
    };
    for (const disabled of [true, false, true]) {
      const body = JSON.stringify({ accountId, disabled });
      const { status } = await fetch(`${office.url()}/api/call/accounts.setDisabled`, {
        method: 'POST',
        headers,
        body,
      });
      expect(status).toBe(200);
    }
    const acts = (await list()).filter(({ about }) => about === username).map(({ action }) => action);
    expect(acts).toEqual(['account.disabled', 'account.enabled', 'account.disabled', 'account.added']);
  });

  it('has refusals of rights and exports, by route and by names of filters', async () => {
    const disp = await officeClient(office.url, 'disp1');
    const tech = await officeClient(office.url, 'tech1');
    for (let n = 0; n < 3; n += 1) await post('/api/call/accounts.list', {}, tech.session.token);
    await post('/api/call/workOrder.create', {}, tech.session.token);
    await post(
      '/api/call/accounts.setDisabled',
      { accountId: admin.session.account.accountId, disabled: true },
      admin.session.token,
    );
    const bearer = { headers: { authorization: `Bearer ${disp.session.token}` } };
    await (
      await fetch(`${office.url()}/export/answers.csv?customer=1&search=${encodeURIComponent('张三丰')}`, bearer)
    ).text();
    await fetch(`${office.url()}/export/audit.csv`, bearer);
    const entries = await list();
    const of = (action: string, about: string | null = null) =>
      entries.filter((one) => one.action === action && (about === null || one.about === about));
    for (const call of ['accounts.list', 'workOrder.create'])
      expect(of('access.refused', call)).toMatchObject([{ code: 'access.role', by: { username: 'tech1' } }]);
    expect(of('access.refused', 'accounts.setDisabled')).toMatchObject([{ code: 'account.lastAdministrator' }]);
    expect(of('access.refused', '/export/audit.csv')).toMatchObject([{ by: { username: 'disp1' } }]);
    expect(of('export.answers')).toMatchObject([
      { by: { username: 'disp1' }, details: { kind: 'csv', customer: true, filters: 'customer search' } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('张三丰');
  });

  it('is read by administrators only, a page at a time, and filtered', async () => {
    const disp = await officeClient(office.url, 'disp1');
    expect(await disp.ask('audit.list', {})).toMatchObject({ problem: { code: 'access.role' } });
    const all = await list();
    const paged: AuditEntry[] = [];
    for (let before: string | undefined; ; ) {
      const page = await admin.call('audit.list', { limit: 3, ...(before && { before }) });
      paged.push(...page.entries);
      if (page.next === null) break;
      before = page.next;
    }
    expect(paged.map((one) => one.entryId).slice(-all.length)).toEqual(all.map((one) => one.entryId));
    expect(new Set(paged.map((one) => one.entryId)).size).toBe(paged.length);
    expect((await list({ outcome: 'refused' })).every((one) => one.outcome === 'refused')).toBe(true);
    expect(
      (await list({ accountId: admin.session.account.accountId })).every((one) => one.by?.username === 'admin1'),
    ).toBe(true);
    expect(await list({ from: new Date(Date.now() + 3_600_000).toISOString() })).toEqual([]);
    expect(await list({ to: new Date(Date.now() - 3_600_000).toISOString() })).toEqual([]);
    expect(await admin.ask('audit.list', { actoin: 'x' } as never)).toMatchObject({
      problem: { code: 'input.invalid' },
    });
  });

  it('is a file that no spreadsheet reckons with, and its taking is noted', async () => {
    const bearer = { headers: { authorization: `Bearer ${admin.session.token}` } };
    const csv = await (await fetch(`${office.url()}/export/audit.csv?outcome=done`, bearer)).text();
    expect(csv).toMatch(/^\ufeff?at,action,outcome,code,username,role,/);
    expect(csv).not.toContain(',refused,');
    const json = (await (await fetch(`${office.url()}/export/audit.json`, bearer)).json()) as readonly AuditEntry[];
    expect(json[0]).toMatchObject({ action: 'export.audit', by: { username: 'admin1' }, details: { kind: 'json' } });
    expect((await fetch(`${office.url()}/export/audit.csv?nonsense=1`, bearer)).status).toBe(400);
  });

  it('keeps nothing of whoever is nobody, and one entry of a flood', async () => {
    const before = (await list()).length;
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => post('/api/session', { username: `my-secret-${n}`, password: 'x' })),
    );
    const entries = await list();
    expect(entries.length - before).toBe(1);
    expect(entries[0]).toMatchObject({
      action: 'session.signedIn',
      code: 'session.wrongPassword',
      by: null,
      address: '127.0.0.1',
    });
    expect(JSON.stringify(entries)).not.toContain('my-secret');
  });

  it('survives a restart, with what had been gathered, and is forgotten after its time', async () => {
    await office.restart();
    const [gathered] = await list({ action: 'session.signedIn', outcome: 'refused' });
    expect(gathered).toMatchObject({ by: null, times: 29 });
    office.ahead(401 * 24 * 3_600_000);
    await office.restart();
    admin = await officeClient(office.url, 'admin1');
    await expect
      .poll(async () => (await list()).map(({ action }) => action), { timeout: 20_000 })
      .toEqual(['session.signedIn']);
    office.ahead(0);
  });
});

it('tells no more kinds of refusals apart than it has room for, and counts the rest', () => {
  const refusals = gatherRefusals();
  let first = 0;
  for (let n = 0; n < 5_000; n += 1) {
    const entry = { action: 'access.refused', code: 'access.role', address: `192.0.2.${n % 500}` } as const;
    if (refusals.take(entry)) first += 1;
  }
  expect(first).toBe(auditLimits.kinds);
  const told = refusals.gathered();
  expect(told.length).toBe(auditLimits.kinds + 1);
  expect(told.reduce((sum, { times = 1 }) => sum + times, first)).toBe(5_000);
  expect(refusals.gathered()).toEqual([]);
});

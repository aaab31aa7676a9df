import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionValue } from '../../bridge/office.ts';
import type { Result } from '../../domain/result.ts';
import { leaveAdministrator } from '../../sync-server/accounts/first-administrator.ts';
import { deviceSubmission, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let admin: OfficeClient;
beforeAll(async () => {
  office = await officeInProcess();
  admin = await officeClient(office.url, 'admin1');
});
afterAll(() => office.close());

type Answer<T> = { readonly status: number; readonly headers: Headers; readonly body: Result<T> };
async function post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
  const answer = await fetch(office.url() + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Result<T> };
}
const codeOf = (answer: Answer<unknown>) => (answer.body.ok ? 'ok' : answer.body.problem.code);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const signIn = (given: object) => post<SessionValue>('/api/session', given);
const state = (token: string) => post('/api/call/session.state', {}, bearer(token));

async function enrolled(username: string) {
  const deviceId = makeId();
  const answer = await signIn({ username, password: 'linework', device: { deviceId, label: '平板' } });
  if (!answer.body.ok) throw new Error(answer.body.problem.code);
  return { deviceId, session: answer.body.value };
}

describe('sessions', () => {
  it('survive a restart of the office', async () => {
    await office.restart();
    expect((await admin.call('session.state', {})).account?.username).toBe('admin1');
  });

  it('end by sign-out, by disabling, by a new password; and by time', async () => {
    const out = await officeClient(office.url, 'rev1');
    await out.call('session.signOut', {});
    expect(codeOf(await state(out.session.token))).toBe('session.required');

    const account = await admin.call('accounts.add', {
      username: 'tmp1',
      name: '临时',
      role: 'dispatcher',
      password: 'longenough',
    });
    const temporary = await officeClient(office.url, 'tmp1', 'longenough');
    await admin.call('accounts.setDisabled', { accountId: account.accountId, disabled: true });
    expect(codeOf(await state(temporary.session.token))).toBe('session.accountDisabled');
    expect(codeOf(await signIn({ username: 'tmp1', password: 'longenough' }))).toBe('session.accountDisabled');
    await admin.call('accounts.setDisabled', { accountId: account.accountId, disabled: false });
    const { password } = await admin.call('accounts.resetPassword', { accountId: account.accountId });
    expect(codeOf(await state(temporary.session.token))).toBe('session.required');
    const again = await officeClient(office.url, 'tmp1', password);
    await again.call('session.changePassword', { current: password, next: 'mine-alone' });
    expect(codeOf(await state(again.session.token))).toBe('ok');
    expect(
      codeOf(
        await post(
          '/api/call/session.changePassword',
          { current: 'no', next: 'mine-alone2' },
          bearer(again.session.token),
        ),
      ),
    ).toBe('session.currentPasswordWrong');
    expect(
      codeOf(
        await post(
          '/api/call/session.changePassword',
          { current: 'mine-alone', next: 'short' },
          bearer(again.session.token),
        ),
      ),
    ).toBe('session.weakPassword');
    office.ahead(25 * 3_600_000);
    expect(codeOf(await state(again.session.token))).toBe('session.required');
    office.ahead(0);
  });

  it('come as a cookie that pages of other origins cannot use', async () => {
    const origin = office.url();
    const answer = await post<SessionValue>(
      '/api/session',
      { username: 'disp1', password: 'linework', cookie: true },
      { origin },
    );
    expect(answer.body).toMatchObject({ ok: true, value: { token: '' } });
    // The session's cookie, and that of a browser that is known from now on.
    const set = answer.headers.getSetCookie();
    expect(set).toHaveLength(2);
    for (const one of set) {
      expect(one).toMatch(/HttpOnly/);
      expect(one).toMatch(/SameSite=Strict/);
    }
    const cookie = set.find((one) => one.startsWith('linework='))?.split(';')[0] ?? '';
    expect(codeOf(await post('/api/call/session.state', {}, { cookie, origin }))).toBe('ok');
    expect(codeOf(await post('/api/call/session.state', {}, { cookie, origin: 'https://evil.example' }))).toBe(
      'session.originRefused',
    );
    expect(codeOf(await post('/api/call/session.state', {}, { cookie }))).toBe('session.originRefused');
    expect(codeOf(await post('/api/call/session.state', {}, bearer(cookie.split('=')[1] ?? '')))).toBe(
      'session.required',
    );
    expect(
      codeOf(
        await post('/api/session', { username: 'disp1', password: 'linework' }, { origin: 'https://evil.example' }),
      ),
    ).toBe('session.originRefused');
  });

  it('limit the tries at a password, per account and address, and never for ever', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 8; i += 1) codes.push(codeOf(await signIn({ username: 'tech2', password: `wrong${i}` })));
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'session.wrongPassword'));
    expect(codes.at(-1)).toBe('session.tooManyTries');
    expect(codeOf(await signIn({ username: 'tech2', password: 'linework' }))).toBe('session.tooManyTries');
    expect(codeOf(await signIn({ username: 'rev1', password: 'linework' }))).toBe('ok');
    office.ahead(6 * 60_000);
    expect(codeOf(await signIn({ username: 'tech2', password: 'linework' }))).toBe('ok');
    office.ahead(0);
  });

  it('answer a name that does not exist like a wrong password', async () => {
    expect(codeOf(await signIn({ username: 'nobody', password: 'linework' }))).toBe('session.wrongPassword');
  });
});

describe('devices', () => {
  it('refresh their bearer with their credential, within 30 days', async () => {
    const { deviceId, session } = await enrolled('tech1');
    const refresh = () =>
      post<SessionValue>('/api/session/refresh', { deviceId, deviceCredential: session.deviceCredential });
    const fresh = await refresh();
    expect(codeOf(fresh)).toBe('ok');
    expect(codeOf(await post('/api/session/refresh', { deviceId, deviceCredential: 'x'.repeat(43) }))).toBe(
      'session.required',
    );
    office.ahead(31 * 86_400_000);
    expect(codeOf(await refresh())).toBe('session.required');
    office.ahead(0);
  });

  it('are heard: contact, names of colleagues, last seen', async () => {
    const { deviceId, session } = await enrolled('tech1');
    const contact = await post('/api/call/station.contact', { deviceId }, bearer(session.token));
    expect(contact.body).toMatchObject({ ok: true, value: { generation: session.generation } });
    expect(codeOf(await post('/api/call/station.contact', { deviceId: makeId() }, bearer(session.token)))).toBe(
      'access.mailbox',
    );
    const { devices } = await admin.call('devices.list', {});
    expect(devices.find((one) => one.deviceId === deviceId)?.lastSeenAt).toBeTruthy();
  });

  it('when revoked hand over what they hold, read nothing more, and are locked', async () => {
    const dispatcher = await officeClient(office.url, 'disp1');
    const { deviceId, session } = await enrolled('tech1');
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await dispatcher.call('workOrder.assign', { orderId, technicianId: session.account.accountId });
    const mailbox = office.office().context.databases.open(session.mailbox ?? '');
    await until('the grant', () => mailbox.get(`grant:${orderId}`));
    await admin.call('devices.revoke', { deviceId });

    const held = deviceSubmission({ createdBy: session.account.accountId, deviceId }, orderId, 'orderStudy.study');
    const door = `/db/${session.mailbox}`;
    const pushed = await post<never>(`${door}/_bulk_docs`, { docs: [held], new_edits: false }, bearer(session.token));
    expect(pushed.body).toMatchObject([{ ok: true, id: held._id }]);
    expect(await mailbox.get(held._id)).not.toBeNull();
    for (const read of ['_changes', '_bulk_get'])
      expect((await post(`${door}/${read}`, { docs: [] }, bearer(session.token))).status).toBe(403);
    expect(codeOf(await post('/api/call/station.contact', { deviceId }, bearer(session.token)))).toBe(
      'session.deviceRevoked',
    );
    expect(codeOf(await signIn({ username: 'tech1', password: 'linework', device: { deviceId, label: 'x' } }))).toBe(
      'session.deviceRevoked',
    );
    office.ahead(2 * 3_600_000);
    const late = await post(`${door}/_bulk_docs`, { docs: [], new_edits: false }, bearer(session.token));
    expect(late.status).toBe(403);
    office.ahead(0);
  });

  it('are technicians’ only', async () => {
    expect(
      codeOf(await signIn({ username: 'disp1', password: 'linework', device: { deviceId: makeId(), label: 'x' } })),
    ).toBe('access.role');
  });
});

describe('accounts', () => {
  it('names are taken once, and the last administrator stays', async () => {
    const add = { username: 'tech3', name: '新人', role: 'technician', password: 'longenough' } as const;
    const first = await admin.call('accounts.add', { ...add, requestKey: 'k1' });
    const retries = await Promise.all(
      Array.from({ length: 10 }, () => admin.call('accounts.add', { ...add, requestKey: 'k1' })),
    );
    expect(new Set(retries.map((one) => one.accountId))).toEqual(new Set([first.accountId]));
    expect((await admin.ask('accounts.add', add)).ok).toBe(false);
    const self = admin.session.account.accountId;
    expect(await admin.ask('accounts.setDisabled', { accountId: self, disabled: true })).toMatchObject({
      problem: { code: 'account.lastAdministrator' },
    });
    expect(await office.office().context.databases.list()).toContain(`mailbox-${first.accountId}`);
  });

  it('the first administrator of a server comes from the command line, with a code good for one sign-in', async () => {
    const { data } = office.office().context.config;
    const { code } = await leaveAdministrator(data, { username: 'chief', name: '主管' }, Date.now(), 10);
    const chief = await officeClient(office.url, 'chief', code);
    expect(chief.session.account.role).toBe('administrator');
    expect(existsSync(`${data}/first-administrator.json`)).toBe(false);
    expect(codeOf(await signIn({ username: 'chief', password: code }))).toBe('session.wrongPassword');
    await chief.call('session.changePassword', { current: code, next: 'my own words' });
    expect(codeOf(await signIn({ username: 'chief', password: 'my own words' }))).toBe('ok');
  });

  it('no secret lies in the store as it is', async () => {
    const { session } = await enrolled('tech1');
    const rows = await office.office().context.databases.open('accounts').allDocs({ includeDocs: true });
    const text = JSON.stringify(rows);
    for (const secret of [session.token, session.deviceCredential, 'linework"', admin.session.token])
      expect(text).not.toContain(secret);
  });
});

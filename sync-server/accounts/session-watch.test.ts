import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeId } from '../../test/builders/device-documents.ts';
import { type OfficeClient, officeClient } from '../../test/processes/calls.ts';
import { until } from '../../test/processes/poll.ts';
import { type Backend, backends, officeInProcess, type TestOffice } from '../../test/sync/office-in-process.ts';

const password = 'seven blue ladders';

describe.each(backends)('what lasts ends with its session (%s)', (backend: Backend) => {
  let office: TestOffice;
  let admin: OfficeClient;
  let urls: readonly string[];
  beforeAll(async () => {
    office = await officeInProcess(backend);
    admin = await officeClient(office.url, 'admin1');
    urls = backend === 'embedded' ? [office.url()] : [office.url(), (await office.beside()).url];
  });
  afterAll(() => office.close());

  const ends: Readonly<Record<string, (accountId: string, own: OfficeClient, deviceId: string) => Promise<unknown>>> = {
    'its account is disabled': (accountId) => admin.call('accounts.setDisabled', { accountId, disabled: true }),
    'its password is reset': (accountId) => admin.call('accounts.resetPassword', { accountId }),
    'it is ended': (_accountId, own) => own.call('session.signOut', {}),
    'its device is revoked': (_accountId, _own, deviceId) => admin.call('devices.revoke', { deviceId }),
  };

  async function person(role: 'dispatcher' | 'technician') {
    const username = `p${makeId()}`.slice(0, 20);
    const { accountId } = await admin.call('accounts.add', { username, name: '临时', role, password });
    const deviceId = makeId();
    const device = role === 'technician' ? { deviceId, label: '平板' } : undefined;
    const answer = await fetch(`${office.url()}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password, ...(device && { device }) }),
    });
    const { value } = (await answer.json()) as { value: OfficeClient['session'] };
    const call = (name: string) =>
      fetch(`${office.url()}/api/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${value.token}` },
        body: '{}',
      });
    return { accountId, deviceId, session: value, call: call as unknown as OfficeClient['call'] };
  }

  /** A request that lasts; `over` when the office ends it. */
  async function lasting(url: string, path: string, token: string, method = 'GET') {
    const request = http.request(url + path, { method, agent: false, headers: { authorization: `Bearer ${token}` } });
    const over = new Promise<number>((resolve) => request.once('close', () => resolve(performance.now())));
    request.on('error', () => undefined);
    const answered = once(request, 'response').catch(() => []);
    if (method === 'GET') request.end();
    else request.write('{"docs":');
    const [response] = method === 'GET' ? await answered : [];
    (response as http.IncomingMessage | undefined)?.on('error', () => undefined).resume();
    await pause(100);
    return { over, stop: () => request.destroy() };
  }

  it.each(['its account is disabled', 'its password is reset', 'it is ended'])('events, when %s', async (how) => {
    const own = await person('dispatcher');
    const streams = await Promise.all(urls.map((url) => lasting(url, '/api/events', own.session.token)));
    const others = await Promise.all(urls.map((url) => lasting(url, '/api/events', admin.session.token)));
    await ends[how]?.(own.accountId, own as never, own.deviceId);
    await Promise.all(streams.map(({ over }) => over));
    const isStill = await Promise.all(others.map(({ over }) => Promise.race([over, pause(200, 'open')])));
    expect(isStill).toEqual(urls.map(() => 'open'));
    for (const { stop } of others) stop();
  });

  it.each(Object.keys(ends))('a device’s feed and a body under way, when %s', async (how) => {
    const own = await person('technician');
    const { mailbox, token } = own.session;
    const feed = `/db/${mailbox}/_changes?feed=longpoll&timeout=60000&since=now`;
    const kinds = [['GET', feed], ...(how === 'its device is revoked' ? [] : [['POST', `/db/${mailbox}/_bulk_docs`]])];
    const lasts = await Promise.all(
      urls.flatMap((url) => kinds.map(([method, path]) => lasting(url, path ?? '', token, method))),
    );
    await ends[how]?.(own.accountId, own as never, own.deviceId);
    await Promise.all(lasts.map(({ over }) => over));
  });

  it('and a call whose body comes only afterwards is not done', async () => {
    const own = await person('dispatcher');
    const request = http.request(`${office.url()}/api/call/session.state`, {
      method: 'POST',
      agent: false,
      headers: {
        authorization: `Bearer ${own.session.token}`,
        'content-type': 'application/json',
        'content-length': 2,
      },
    });
    const failed = once(request, 'error');
    request.write('{');
    await until('the request to be there', () => pause(100, true));
    await admin.call('accounts.setDisabled', { accountId: own.accountId, disabled: true });
    await failed;
  });
});

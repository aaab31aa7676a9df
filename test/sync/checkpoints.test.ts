import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeId } from '../builders/device-documents.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

describe.each(backends)('checkpoints of one mailbox (%s)', (backend) => {
  let office: TestOffice;
  let technician: OfficeClient;
  beforeAll(async () => {
    office = await officeInProcess(backend);
    technician = await officeClient(office.url, 'tech1');
    await office.office().context.databases.ensure(technician.session.mailbox ?? '');
  });
  afterAll(() => office.close());

  async function put(id: string, body: object): Promise<{ readonly status: number; readonly text: string }> {
    const answer = await http(`${office.url()}/db/${technician.session.mailbox}/_local/${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, text: answer.body.toString() };
  }

  it('are bounded in bytes and in number, with a code, and the old ones go on', async () => {
    const large = { history: 'x'.repeat(250_000) };
    const first = await put('first', { history: 'small' });
    const { rev } = JSON.parse(first.text) as { rev: string };
    const statuses: number[] = [];
    for (let n = 0; n < 20; n += 1) statuses.push((await put(`large${n}`, large)).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(16);
    expect(statuses.slice(16)).toEqual([413, 413, 413, 413]);
    for (let n = 0; n < 60; n += 1) await put(`small${n}`, {});
    const refused = await put('another', {});
    expect([refused.status, refused.text.includes('limit.checkpoints')]).toEqual([413, true]);
    expect((await put('first', { _rev: rev, history: 'little' })).status).toBe(201);
  });

  it('of a device that is gone make room', async () => {
    const { accounts, databases } = office.office().context;
    const device = { deviceId: makeId(), label: 'gone' };
    const signedIn = await accounts.signIn({ username: 'tech2', password: 'linework', address: '192.0.2.7', device });
    if (!signedIn.ok) throw new Error(signedIn.problem.code);
    const { token, session } = signedIn.value;
    const putAs = (bearer: string, id: string) =>
      http(`${office.url()}/db/${session.mailbox}/_local/${id}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        body: JSON.stringify({ history: id }),
      }).then(({ status }) => status);
    for (let n = 0; n < 64; n += 1) expect(await putAs(token, `old${n}`)).toBe(201);
    const script = await officeClient(office.url, 'tech2');
    expect(await putAs(script.session.token, 'new')).toBe(413);
    await accounts.revoke(device.deviceId);
    expect(await putAs(script.session.token, 'new')).toBe(201);
    const left = await databases.open(session.mailbox ?? '').getLocal('client-old1');
    expect(left).not.toHaveProperty('history');
  });
});

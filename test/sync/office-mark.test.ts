import { type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askHeader, asking, markField, markHeader, noWord, officeMark } from '../../bridge/office-mark.ts';
import { officeClient } from '../processes/calls.ts';
import { officeInProcess, type TestOffice } from './office-in-process.ts';

/** The mark is on every answer of the office, of every kind (ADR 0020). */
let office: TestOffice;
let technician: string;
let dispatcher: string;
let mailbox: string;

beforeAll(async () => {
  office = await officeInProcess();
  const tech = await officeClient(office.url, 'tech1');
  technician = tech.session.token;
  mailbox = tech.session.mailbox ?? '';
  dispatcher = (await officeClient(office.url, 'disp1')).session.token;
});
afterAll(() => office.close());

type Head = { readonly status: number; readonly headers: IncomingHttpHeaders };

/** The head of an answer, whether or not its body ever ends. */
function headOf(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Head & { readonly body: () => Promise<string> }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${office.url()}${path}`, { method, headers, agent: false }, (answer) => {
      const whole = async (): Promise<string> => {
        let text = '';
        for await (const part of answer) text += String(part);
        return text;
      };
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole });
      setTimeout(() => answer.destroy(), 500).unref();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const tus = { 'tus-resumable': '1.0.0' };
type More = { readonly body?: string; readonly headers?: Record<string, string> };
type Asked = readonly [method: string, path: string, who: 'tech' | 'disp' | 'nobody', status: number, more?: More];
const asked: readonly Asked[] = [
  ['GET', '/healthz', 'nobody', 200],
  ['GET', '/nothing/here', 'tech', 404],
  ['GET', '/', 'nobody', 404],
  ['GET', '/favicon.ico', 'nobody', 204],
  ['POST', '/api/session', 'nobody', 401, { body: '{"username":"tech1","password":"wrong one"}' }],
  ['POST', '/api/session', 'nobody', 400, { body: '{"username":' }],
  ['POST', '/api/call/session.state', 'tech', 200, { body: '{}' }],
  ['POST', '/api/call/nothing', 'tech', 404, { body: '{}' }],
  ['POST', '/api/call/session.state', 'nobody', 401, { body: '{}' }],
  ['POST', '/api/call/people.list', 'tech', 403, { body: '{}' }],
  ['GET', '/api/events', 'disp', 200],
  ['GET', '/db/MAILBOX', 'tech', 200],
  ['HEAD', '/db/MAILBOX', 'tech', 200],
  ['GET', '/db/MAILBOX/_changes', 'tech', 200],
  ['GET', '/db/MAILBOX/_changes?feed=longpoll&since=0&timeout=300', 'tech', 200],
  ['GET', '/db/MAILBOX/_changes?feed=continuous&heartbeat=1000', 'tech', 200],
  ['GET', '/db/mailbox-other/_changes', 'tech', 403],
  ['POST', '/db/MAILBOX/_bulk_docs', 'tech', 201, { body: '{"docs":[],"new_edits":false}' }],
  ['POST', '/db/MAILBOX/_revs_diff', 'tech', 200, { body: '{}' }],
  ['POST', '/db/MAILBOX/_bulk_get', 'tech', 200, { body: '{"docs":[]}' }],
  ['GET', '/db/MAILBOX/nothing', 'tech', 404],
  ['OPTIONS', '/evidence/upload/', 'tech', 204, { headers: tus }],
  ['POST', '/evidence/upload/', 'tech', 400, { headers: tus }],
  ['HEAD', `/evidence/upload/${'a'.repeat(64)}`, 'tech', 404, { headers: tus }],
  ['PATCH', `/evidence/upload/${'a'.repeat(64)}`, 'tech', 404, { headers: tus }],
  ['GET', '/tmf-api/workOrderManagement/v4/workOrder', 'disp', 200],
  ['GET', '/tmf-api/workOrderManagement/v4/workOrder/none', 'disp', 404],
  ['GET', '/speedtest/empty', 'nobody', 200],
  ['GET', '/metrics', 'nobody', 401],
];

describe('the mark', () => {
  it.each(asked.map(([method, path, who, status, more = {}]) => ({ method, path, who, status, more })))(
    'stands on $method $path of $who: $status',
    async ({ method, path, who, status, more }) => {
      const { body, headers = {} } = more;
      const token = who === 'nobody' ? {} : { authorization: `Bearer ${who === 'tech' ? technician : dispatcher}` };
      const given = { ...token, ...headers, ...(body === undefined ? {} : json), [askHeader]: 'w0rd-of_this' };
      const answer = await headOf(method, path.replace('MAILBOX', mailbox), given, body);
      expect([answer.status, answer.headers[markHeader]]).toEqual([status, officeMark('w0rd-of_this', status)]);
      expect(answer.headers['cache-control']).toMatch(/no-(store|cache)/);
    },
  );

  it('is in the body of a refusal that comes before the body was read, and of the health', async () => {
    const refused = await headOf('POST', asking('/api/call/session.state', 'w'), json, '{}');
    expect(JSON.parse(await refused.body())).toMatchObject({ ok: false, [markField]: officeMark('w', 401) });
    const health = await headOf('GET', asking('/healthz', 'w'), {});
    expect(JSON.parse(await health.body())).toMatchObject({ ok: true, [markField]: officeMark('w', 200) });
  });

  it('answers an Expect that is none of HTTP’s too', async () => {
    const answer = await headOf('GET', '/healthz', { [askHeader]: 'w', expect: 'the-unexpected' });
    expect([answer.status, answer.headers[markHeader]]).toEqual([417, officeMark('w', 417)]);
  });

  it('repeats no word that could be more than a word', async () => {
    const answer = await headOf('GET', '/healthz', { [askHeader]: 'a; status=200, b' });
    expect(answer.headers[markHeader]).toBe(officeMark(noWord, 200));
  });

  it.each([
    ['/api/session', 401, { username: 'tech1', password: 'wrong one' }],
    ['/api/session/refresh', 401, { deviceId: '0'.repeat(26), deviceCredential: 'c'.repeat(40) }],
    ['/api/call/people.list', 403, {}],
    ['/api/call/session.state', 200, {}],
    ['/db/mailbox-other/_revs_diff', 403, {}],
  ])('is in the body of %s too, where headers are removed on the way', async (path, status, argument) => {
    const headers = { ...json, authorization: `Bearer ${technician}` };
    const answer = await headOf('POST', asking(path, 'w'), headers, JSON.stringify(argument));
    expect(answer.status).toBe(status);
    const said = JSON.parse(await answer.body()) as Record<string, unknown>;
    expect(said[markField]).toBe(officeMark('w', status));
    expect(answer.headers[markHeader]).toBe(officeMark('w', status));
  });
});

describe('the word of a request', () => {
  it.each([
    ['GET', '/export/answers.csv', 200],
    ['GET', '/tmf-api/workOrderManagement/v4/workOrder', 200],
    ['POST', `/evidence/attach?order=${'0'.repeat(26)}&slot=x&requestKey=k`, 404],
  ])('is no parameter of %s %s', async (method, path, status) => {
    const headers = { authorization: `Bearer ${dispatcher}`, 'content-type': 'image/jpeg' };
    const answer = await headOf(method, asking(path, 'word1234word1234'), headers, method === 'GET' ? undefined : 'x');
    expect(answer.status).toBe(status);
  });
});

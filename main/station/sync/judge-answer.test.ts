import { describe, expect, it } from 'vitest';
import { markField, markHeader, officeMark } from '../../../bridge/office-mark.ts';
import { problem } from '../../../domain/problem.ts';
import { type Given, judgeAnswer, linkFailure } from './judge-answer.ts';

const ask = 'w0rd';
const judged = (given: Partial<Given> & { readonly body?: unknown }) =>
  judgeAnswer({
    status: 200,
    headers: { [markHeader]: officeMark(ask, given.status ?? 200) },
    raw: Buffer.from(
      typeof given.body === 'string' ? given.body : JSON.stringify(given.body ?? { ok: true, value: 1 }),
    ),
    ask,
    path: '/api/call/session.state',
    sentBytes: 700,
    headersRemoved: false,
    ...given,
  });
const refusal = { ok: false, problem: problem('session.deviceRevoked') };
const none = { headers: {} };

describe('an answer', () => {
  it('with the mark is the office’s, a refusal too', async () => {
    expect(await judged({ status: 403, body: refusal })).toMatchObject({ ok: true, value: { status: 403 } });
  });
  it('with the mark in its body only is the office’s behind a proxy that removes headers', async () => {
    const body = { ...refusal, [markField]: officeMark(ask, 403) };
    expect(await judged({ ...none, status: 403, body })).toMatchObject({ ok: true, value: { headersRemoved: true } });
  });
  it.each<[string, Parameters<typeof judged>[0], string]>([
    ['a portal’s page', { ...none, body: '<html>' }, 'link.inBetween'],
    ['a portal’s JSON', { ...none, body: { ok: true, value: { generation: 'x' } } }, 'link.inBetween'],
    ['a portal’s 401', { ...none, status: 401, body: '<html>' }, 'link.inBetween'],
    ['a redirect', { ...none, status: 302, body: '' }, 'link.inBetween'],
    ['a proxy’s limit', { ...none, status: 413, body: '<html>' }, 'link.sizeLimited'],
    ['the office’s own proxy without an office', { ...none, status: 502, body: '<html>' }, 'link.officeUnreachable'],
    ['our refusal without a mark', { ...none, status: 403, body: refusal }, 'link.headersRemoved'],
    ['the mark of no word', { headers: { [markHeader]: officeMark('-', 200) } }, 'link.headersRemoved'],
    ['the mark of another request', { headers: { [markHeader]: officeMark('other', 200) } }, 'link.altered'],
    ['the mark of another status', { status: 403, headers: { [markHeader]: officeMark(ask, 200) } }, 'link.altered'],
    ['two marks', { headers: { [markHeader]: [officeMark(ask, 200), 'x'] as never } }, 'link.altered'],
    ['the mark over a page', { body: '<html>' }, 'link.altered'],
    ['the mark over half an answer', { body: '{"ok":true,"val' }, 'link.altered'],
    ['nothing at all', { ...none, status: 204, body: '' }, 'link.inBetween'],
  ])('%s is the link: %s', async (_, given, code) => {
    expect(await judged(given)).toMatchObject({ ok: false, problem: { code } });
  });
  it.each(['\uFEFF', ' \r\n\t'])('may have %j in front of it', async (before) => {
    expect((await judged({ body: `${before}{"ok":true,"value":1}` })).ok).toBe(true);
  });
  it('of the replication door is believed by its shape only where a proxy is known to remove headers', async () => {
    const rows = { ...none, path: '/db/mailbox-1/_bulk_docs', body: [{ id: 'a', rev: '1-a', ok: true }] };
    expect((await judged(rows)).ok).toBe(false);
    expect((await judged({ ...rows, headersRemoved: true })).ok).toBe(true);
    expect((await judged({ ...rows, headersRemoved: true, body: '<html>' })).ok).toBe(false);
  });
});

it.each([
  ['UND_ERR_HEADERS_TIMEOUT', 'link.timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'link.officeUnreachable'],
  ['ECONNREFUSED', 'link.officeUnreachable'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'link.certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'link.certificate'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'link.inBetween'],
  ['HPE_INVALID_CONSTANT', 'link.inBetween'],
])('%s is %s', (code, named) => {
  expect(linkFailure(Object.assign(new Error('x'), { code })).code).toBe(named);
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { askOf, markField, markHeader, officeMark } from '../../bridge/office-mark.ts';
import { problem } from '../../domain/problem.ts';
import { askOffice } from './ask-office.ts';

afterEach(() => vi.unstubAllGlobals());

const json = { type: 'application/json', body: '{}' };

/** Asks the office while the browser gets this answer; `mark`: where the office's mark is. */
async function answered(status: number, body: string, mark: 'header' | 'body' | 'other' | 'none'): Promise<unknown> {
  vi.stubGlobal('fetch', async (url: string) => {
    const given = officeMark(askOf(url, undefined), status);
    const text = mark === 'body' ? JSON.stringify({ ...JSON.parse(body), [markField]: given }) : body;
    const headers = { header: { [markHeader]: given }, other: { [markHeader]: officeMark('older', status) } };
    return new Response(text, { status, headers: mark === 'header' || mark === 'other' ? headers[mark] : {} });
  });
  const answer = await askOffice('http://office/api/call/session.state', json, 1_000);
  return answer.ok ? 'ok' : answer.problem.code;
}

const ended = JSON.stringify({ ok: false, problem: problem('session.required') });

describe('what a console is answered', () => {
  it.each([
    ['a refusal of the office', 401, ended, 'header', 'session.required'],
    ['the same behind a proxy that removes headers', 401, ended, 'body', 'session.required'],
    ['a value', 200, '{"ok":true,"value":1}', 'header', 'ok'],
    ['a portal’s 401', 401, '<html>', 'none', 'link.inBetween'],
    ['our refusal without the mark ends no session', 401, ended, 'none', 'link.headersRemoved'],
    ['a portal’s page', 200, '<html>', 'none', 'link.inBetween'],
    ['a portal’s JSON', 200, '{"ok":true,"value":1}', 'none', 'link.inBetween'],
    ['a proxy’s limit', 413, '<html>', 'none', 'link.sizeLimited'],
    ['a proxy without an office', 502, '<html>', 'none', 'link.officeUnreachable'],
    ['an old answer out of a cache', 200, '{"ok":true,"value":1}', 'other', 'link.altered'],
    ['a page under the mark', 200, '<html>', 'header', 'link.altered'],
  ] as const)('%s', async (_, status, body, mark, said) => {
    expect(await answered(status, body, mark)).toBe(said);
  });
});

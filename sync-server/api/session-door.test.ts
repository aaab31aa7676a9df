import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SessionValue } from '../../bridge/office.ts';
import type { Result } from '../../domain/result.ts';
import { officeInProcess, type TestOffice } from '../../test/sync/office-in-process.ts';
import { readCommandLine } from '../command-line.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await officeInProcess('embedded', undefined, { trustedProxies: ['127.0.0.1'] });
});
afterAll(() => office.close());

async function signIn(username: string, password: string, headers: Record<string, string>, cookie = false) {
  const answer = await fetch(`${office.url()}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: office.url(), ...headers },
    body: JSON.stringify({ username, password, cookie }),
  });
  const body = (await answer.json()) as Result<SessionValue>;
  return { code: body.ok ? 'ok' : body.problem.code, cookies: answer.headers.getSetCookie(), answer };
}

it('takes the address from the proxy that is named: what a stranger writes before it is nobody', async () => {
  const from = (address: string) => ({
    'x-forwarded-for': `198.51.100.${Math.floor(performance.now()) % 250}, ${address}`,
  });
  for (let n = 0; n < 5; n += 1) await signIn('disp1', 'guessed', from('192.0.2.1'));
  const refused = await signIn('disp1', 'linework', from('192.0.2.1'));
  expect(refused.code).toBe('session.tooManyTries');
  expect(Number(refused.answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await signIn('disp1', 'linework', from('192.0.2.2'))).code).toBe('ok');
});

it('knows a browser again by a cookie that pages cannot read and other doors are not sent', async () => {
  const there = { 'x-forwarded-for': '192.0.2.9' };
  const first = await signIn('admin1', 'linework', there, true);
  const known = first.cookies.find((one) => one.startsWith('linework-known=')) ?? '';
  expect(known).toMatch(/; Path=\/api\/session; .*HttpOnly; SameSite=Strict/);
  expect(known).not.toMatch(/Secure/);
  for (let n = 0; n < 8; n += 1) await signIn('admin1', 'guessed', there, true);
  expect((await signIn('admin1', 'linework', there, true)).code).toBe('session.tooManyTries');
  const cookie = known.split(';')[0] ?? '';
  expect((await signIn('admin1', 'linework', { ...there, cookie }, true)).code).toBe('ok');
  // The mark opens nothing by itself.
  expect((await fetch(`${office.url()}/api/call/session.state`, { headers: { cookie } })).status).not.toBe(200);
});

it('marks its cookies as secure behind a proxy that speaks TLS', async () => {
  const headers = {
    'x-forwarded-for': '192.0.2.10',
    'x-forwarded-proto': 'https',
    origin: office.url().replace('http:', 'https:'),
  };
  const { cookies } = await signIn('rev1', 'linework', headers, true);
  expect(cookies.map((one) => /Secure/.test(one))).toEqual([true, true]);
});

it.each(['10.0.0.5', '10.0.0.0/24, 10.0.1.0/24', 'fd00::/8', 'loopback'])('takes %s for trusted proxies', (given) => {
  const config = readCommandLine(['--trusted-proxy', given], {}, '.');
  expect(config.trustedProxies).toEqual(given.split(', '));
  expect(readCommandLine([], { LINEWORK_TRUSTED_PROXY: given }, '.').trustedProxies).toEqual(given.split(', '));
});

it.each(['true', '*', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy.local', '10.0.0.1/8/9'])(
  'refuses %s, which names no proxy',
  (given) => expect(() => readCommandLine(['--trusted-proxy', given], {}, '.')).toThrow('--trusted-proxy'),
);

it('believes nobody unless told', () => expect(readCommandLine([], {}, '.').trustedProxies).toBeUndefined());

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawHttp } from '../../test/processes/raw-http.ts';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { machineClock } from '../clock.ts';
import { defaultPolicy } from '../config.ts';
import { type Office, openOffice } from '../open-office.ts';

let folder: TemporaryFolder;
let office: Office;
let port: string;

beforeAll(async () => {
  folder = await temporaryFolder('hosts');
  office = await openOffice(
    {
      host: '127.0.0.1',
      port: 0,
      data: folder.path,
      couchdb: null,
      demo: true,
      empty: true,
      origins: ['https://office.example', 'http://lan.example:8080'],
      tls: null,
      consoleFolder: folder.path,
      policy: { ...defaultPolicy, scryptLog2N: 10 },
    },
    { log: pino({ level: 'silent' }), clock: machineClock() },
  );
  port = new URL(office.url).port;
});
afterAll(async () => {
  await office.close();
  await folder.remove();
});

const codeIn = (body: string): string => /"code":"([^"]+)"/.exec(body)?.[1] ?? '';

it('asks browsers for no camera, microphone or position', async () => {
  const { head } = await rawHttp(office.url, { path: '/healthz', headers: [['Host', '127.0.0.1']] });
  for (const power of ['camera', 'microphone', 'geolocation'])
    expect(head.toLowerCase()).toMatch(new RegExp(`permissions-policy:.*${power}=\\(\\)`));
});

describe('the name that a request is for', () => {
  const ask = (hosts: readonly string[], path = '/healthz') =>
    rawHttp(office.url, { path, headers: hosts.map((host) => ['Host', host]) });

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback with the port', () => `127.0.0.1:${port}`],
    ['loopback through a forwarded port', 'localhost:9999'],
    ['IPv6 loopback', '[::1]:1'],
    ['its public name', 'office.example'],
    ['its public name in capitals, with a dot', 'OFFICE.example.'],
    ['its public name and port', 'lan.example:8080'],
  ] as const)('%s is taken', async (_what, host) => {
    const answer = await ask([typeof host === 'function' ? host() : host]);
    expect(answer.status).toBe(200);
  });

  it.each([
    ['another name', ['evil.example']],
    ['another name with the office’s port', ['evil.example:8600']],
    ['a name that ends like its own', ['evil-office.example']],
    ['a name below its own', ['a.office.example']],
    ['loopback as a part of a name', ['127.0.0.1.evil.example']],
    ['localhost as a part of a name', ['localhost.evil.example']],
    ['a user before the name', ['office.example@evil.example']],
    ['a path behind the name', ['evil.example/office.example']],
    ['two names in one header', ['office.example, evil.example']],
    ['two headers', ['office.example', 'evil.example']],
    ['an address that it does not have', ['203.0.113.9']],
    ['an empty name', ['']],
    ['a number that browsers read as loopback', ['2130706433']],
    ['octal loopback', ['0177.0.0.1']],
    ['everywhere', ['0.0.0.0']],
  ])('%s is refused', async (_what, hosts) => {
    for (const path of ['/healthz', '/', '/api/session', '/db/catalogue', '/metrics', '/nothing']) {
      const answer = await ask(hosts, path);
      expect([answer.status, codeIn(answer.body)], path).toEqual([421, 'link.hostRefused']);
    }
  });

  it('is not asked of a balancer’s probe in HTTP/1.0', async () => {
    const { connect } = await import('node:net');
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET /healthz HTTP/1.0\r\n\r\n'));
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes.toString();
      });
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1\.1 200/);
  });
});

describe('the origin that a cookie’s request comes from', () => {
  let cookie: string;
  beforeAll(async () => {
    const answer = await rawHttp(office.url, {
      method: 'POST',
      path: '/api/session',
      headers: [
        ['Content-Type', 'application/json'],
        ['Origin', office.url],
      ],
      body: JSON.stringify({ username: 'disp1', password: 'linework', cookie: true }),
    });
    cookie = /set-cookie: (linework=[^;]+)/i.exec(answer.head)?.[1] ?? '';
    expect(cookie).not.toBe('');
  });

  const call = (origin: string, host?: string) =>
    rawHttp(office.url, {
      method: 'POST',
      path: '/api/call/session.state',
      headers: [
        ['Cookie', cookie],
        ['Content-Type', 'application/json'],
        ['Origin', origin],
        ...(host === undefined ? [] : ([['Host', host]] as const)),
      ],
      body: '{}',
    });

  it.each([
    ['where it was asked', (): string => office.url, undefined],
    ['its public origin, asked by a proxy under a loopback name', (): string => 'https://office.example', undefined],
    ['its public origin with a port', (): string => 'http://lan.example:8080', 'lan.example:8080'],
  ] as const)('%s is its own', async (_what, origin, host) => {
    expect((await call(origin(), host)).status).toBe(200);
  });

  it.each([
    ['the other scheme', (): string => office.url.replace('http:', 'https:'), undefined],
    ['another port', (): string => 'http://127.0.0.1:1', undefined],
    ['no port', (): string => 'http://127.0.0.1', undefined],
    ['another name of the same machine', (): string => `http://localhost:${port}`, undefined],
    ['the other scheme of its public origin', (): string => 'http://office.example', 'office.example:8600'],
    ['another port of its public origin', (): string => 'https://office.example:8443', undefined],
    ['none', (): string => 'null', undefined],
    ['a scheme that is not the web’s', (): string => `ftp://127.0.0.1:${port}`, undefined],
    ['its own with a path', (): string => `${office.url}/`, undefined],
    ['its own with a user', (): string => office.url.replace('//', '//a@'), undefined],
  ] as const)('%s is refused', async (_what, origin, host) => {
    const answer = await call(origin(), host);
    expect([answer.status, codeIn(answer.body)]).toEqual([403, 'session.originRefused']);
  });
});

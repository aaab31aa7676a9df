import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makeIds } from '../../domain/ids.ts';
import { systemClock } from '../station/clock/system-clock.ts';
import { openStation, type Station } from '../station/station.ts';
import { type Door, openDoor } from './door.ts';
import { mostListeners } from './events.ts';
import { openPairing, type Pairing } from './pairing.ts';
import { mostStrangers } from './strangers.ts';

const token = 'a-script-token-of-24-chars';
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
let folder: string;
let station: Station;
let door: Door;
let pairing: Pairing;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linework-door-'));
  writeFileSync(join(folder, 'station.html'), '<!doctype html><title>pages</title>');
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'station-0f3a.js'), '');
  const makeId = makeIds(Date.now, randomBytes);
  const opened = await openStation({
    dataFolder: join(folder, 'data'),
    officeUrl: 'http://127.0.0.1:9',
    clock: systemClock(folder),
    makeId,
    log,
    shell: { kind: 'browser', appVersion: '0', label: 'test' },
  });
  if (!opened.ok) throw new Error(opened.problem.code);
  station = opened.value;
  pairing = openPairing(token, [], quiet);
  door = await openDoor({ station, pairing, pages: folder, port: 0, log, makeId, paired: quiet });
  origin = `http://127.0.0.1:${door.port}`;
});
afterAll(async () => {
  await door.close();
  await station.close();
  rmSync(folder, { recursive: true, force: true });
});

type Headers = Readonly<Record<string, string>>;
const bearer: Headers = { authorization: `Bearer ${token}` };
const json: Headers = { 'content-type': 'application/json' };

async function post(name: string, body: string | Buffer, headers: Headers = { ...bearer, ...json }) {
  const answer = await request(`${origin}/call/${name}`, { method: 'POST', headers, body });
  const text = await answer.body.text();
  return { status: answer.statusCode, text, code: /"code":"([^"]+)"/.exec(text)?.[1] };
}

const alive = async (): Promise<boolean> => (await post('session.state', '{}')).status === 200;

describe('bodies', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  it.each([
    ['garbage', Buffer.from([0, 255, 1, 254]), json, 400, 'input.notJson'],
    ['not UTF-8', Buffer.from('{"language":"\xff\xfe"}', 'latin1'), json, 400, 'input.notJson'],
    ['half a JSON', '{"language":', json, 400, 'input.notJson'],
    ['nested 200 000 deep', deep, json, 400, 'input.tooDeep'],
    ['nested in a field', `{"language":${deep}}`, json, 400, 'input.tooDeep'],
    ['too large', Buffer.alloc(1_000_001, 0x20), json, 413, 'input.tooLarge'],
    ['another media type', '{}', { 'content-type': 'text/plain' }, 415, 'input.mediaType'],
    ['XML', '<a/>', { 'content-type': 'application/xml' }, 415, 'input.mediaType'],
    ['a list', '[1]', json, 400, 'input.invalid'],
    ['unknown members', '{"language":"en","x":1}', json, 400, 'input.invalid'],
    ['prototype', '{"__proto__":{"language":"en"}}', json, 400, 'input.invalid'],
  ] as const)('%s ⇒ a coded problem, and the station lives', async (_, body, headers, status, code) => {
    const answer = await post('settings.set', body, { ...bearer, ...headers });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.text).not.toMatch(/at .*\.ts|node_modules/);
    expect(await alive()).toBe(true);
  });

  it('bytes that are no HTTP are refused and the station lives', async () => {
    for (const garbage of [
      'GET / HTTP/9\r\n\r\n',
      '\x00\x01\x02\r\n\r\n',
      `GET /${'x'.repeat(90_000)} HTTP/1.1\r\n\r\n`,
    ]) {
      const said = await new Promise<string>((resolve) => {
        const socket = connect(door.port, '127.0.0.1', () => socket.write(garbage));
        let text = '';
        socket.on('data', (bytes) => {
          text += bytes.toString();
        });
        socket.on('close', () => resolve(text));
        socket.on('error', () => resolve(text));
      });
      expect(said).toMatch(/^HTTP\/1\.1 4\d\d[\s\S]*"code":"input.invalid"/);
    }
    expect(await alive()).toBe(true);
  });

  it.each(['%', '%ff', '..%2f..%2fetc%2fpasswd', 'constructor', '__proto__', 'toString'])(
    'no call is named %s',
    async (name) => {
      const answer = await post(name, '{}');
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).toContain('"code"');
    },
  );

  it('answers in the language of the station', async () => {
    await post('settings.set', '{"language":"en"}');
    expect((await post('settings.set', '{"language":"de"}')).text).toContain('The input is not valid');
    await post('settings.set', '{"language":"zh-CN"}');
    expect((await post('orders.list', '{"view":"today"}')).code).toBe('session.required');
  });
});

describe('who may come in', () => {
  it('a page without the code is told how to pair, in both languages, and nothing else', async () => {
    const page = await request(`${origin}/`);
    const text = await page.body.text();
    expect(page.statusCode).toBe(401);
    expect(text).toContain('尚未配对');
    expect(text).toContain('not paired');
    for (const path of ['/station.html', '/evidence/x/view', '/data/lock']) {
      const answer = await request(`${origin}${path}`);
      expect(answer.statusCode, path).toBe(401);
      await answer.body.dump();
    }
    expect((await post('session.state', '{}', json)).code).toBe('session.pairingRequired');
    expect((await post('session.state', '{}', { ...json, authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it('the code pairs one page, once', async () => {
    const code = pairing.code();
    const first = await request(`${origin}/?code=${code}`);
    await first.body.dump();
    expect(first.statusCode).toBe(303);
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const pair = cookie.split(';')[0] ?? '';
    const page = await request(`${origin}/`, { headers: { cookie: pair } });
    expect(page.statusCode).toBe(200);
    expect(String(page.headers['content-security-policy'])).toMatch(/^default-src 'none'/);
    // The viewfinder's camera for our own pages; the microphone for nobody, frames of others for nothing.
    expect(page.headers['permissions-policy']).toBe(
      'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
    );
    expect(await page.body.text()).toContain('pages');
    const again = await request(`${origin}/?code=${code}`);
    await again.body.dump();
    expect(again.headers['set-cookie']).toBeUndefined();
    expect((await post('session.state', '{}', { ...json, cookie: pair })).code).toBe('session.originRefused');
    expect((await post('session.state', '{}', { ...json, cookie: pair, origin: 'http://evil.example' })).code).toBe(
      'session.originRefused',
    );
    expect((await post('session.state', '{}', { ...json, cookie: pair, origin })).status).toBe(200);
    expect((await post('session.state', '{}', { ...json, cookie: pair, 'sec-fetch-site': 'same-site' })).status).toBe(
      403,
    );
  });

  it('a name that is not this machine is refused, whatever it brings (DNS rebinding)', async () => {
    const answer = await request(`${origin}/call/session.state`, {
      method: 'POST',
      headers: { ...bearer, ...json, host: 'evil.example' },
      body: '{}',
    });
    expect(answer.statusCode).toBe(403);
    await answer.body.dump();
  });

  it('no path leads out of the pages', async () => {
    for (const path of [
      '//..%2fdata%2faccounts.json',
      '//evil.example/%2e%2e/data',
      '/../data/accounts.json',
      '/%2e%2e/data/accounts.json',
      '/..%2fdata/accounts.json',
    ]) {
      const answer = await request(`${origin}${path}`, { headers: bearer });
      await answer.body.dump();
      expect([400, 403, 404], path).toContain(answer.statusCode);
    }
  });

  it('evidence of nobody signed in is not there', async () => {
    const answer = await request(`${origin}/evidence/${encodeURIComponent('workOrder:x:evidence:y')}/view`, {
      headers: bearer,
    });
    expect(answer.statusCode).toBe(404);
    expect(await answer.body.text()).toContain('evidence.unknown');
  });
});

it('a page is asked for each time, what it names by its hash is kept', async () => {
  const cacheOf = async (path: string) => {
    const answer = await request(`${origin}${path}`, { headers: bearer });
    await answer.body.dump();
    return answer.headers['cache-control'];
  };
  expect(await cacheOf('/')).toBe('no-cache');
  expect(await cacheOf('/assets/station-0f3a.js')).toContain('immutable');
});

describe('events', () => {
  const open = (headers: Headers): Promise<WebSocket | number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${door.port}/events`, { headers });
      socket.on('open', () => resolve(socket));
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => resolve(0));
    });

  it('are told to who may come in, and nobody else', async () => {
    expect(await open({})).toBe(401);
    expect(await open({ ...bearer, origin: 'http://evil.example' })).toBe(401);
    const paired = await request(`${origin}/?code=${pairing.code()}`);
    await paired.body.dump();
    const cookie = String(paired.headers['set-cookie']).split(';')[0] ?? '';
    expect(await open({ cookie })).toBe(401);
    const page = await open({ cookie, origin });
    expect(page).toBeInstanceOf(WebSocket);
    if (typeof page !== 'number') page.close();
    const socket = await open(bearer);
    if (typeof socket === 'number') throw new Error(`refused ${socket}`);
    const told = new Promise<string>((resolve) => socket.on('message', (bytes) => resolve(String(bytes))));
    await post('settings.set', '{"textSize":"large"}');
    expect(JSON.parse(await told)).toMatchObject({ name: 'settings.changed', settings: { textSize: 'large' } });
    socket.send(Buffer.alloc(5_000));
    await new Promise((resolve) => socket.on('close', resolve));
    expect(await alive()).toBe(true);
  });
});

describe('connections', () => {
  it('of programs that show no pairing are bounded: the oldest go, and whoever is paired stays', async () => {
    const listening = await new Promise<WebSocket>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${door.port}/events`, { headers: bearer });
      socket.on('open', () => resolve(socket));
    });
    let closed = 0;
    const held = Array.from({ length: 4 * mostStrangers }, () => {
      const socket = connect(door.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: 127'));
      socket.on('error', quiet);
      socket.on('close', () => {
        closed += 1;
      });
      return socket;
    });
    await expect.poll(() => closed).toBeGreaterThanOrEqual(3 * mostStrangers);
    expect(await alive()).toBe(true);
    expect(listening.readyState).toBe(WebSocket.OPEN);
    for (const socket of held) socket.destroy();
    listening.terminate();
  });

  it('that listen are bounded, the oldest go', async () => {
    const open: WebSocket[] = [];
    for (let n = 0; n < mostListeners + 3; n += 1) {
      const socket = new WebSocket(`ws://127.0.0.1:${door.port}/events`, { headers: bearer });
      socket.on('error', quiet);
      await new Promise((resolve) => socket.once('open', resolve));
      open.push(socket);
    }
    const standing = () => open.map(({ readyState }) => readyState === WebSocket.OPEN);
    await expect.poll(standing).toEqual(open.map((_, n) => n >= 3));
    for (const socket of open) socket.terminate();
  });

  it('that listen are bounded also when they all come at once', async () => {
    const dial = (begin: string) => {
      const socket = connect(door.port, '127.0.0.1', () => socket.write(begin));
      socket.on('error', quiet);
      socket.resume();
      return socket;
    };
    const sockets = Array.from({ length: mostListeners + 20 }, () => dial('GET /events HTTP/1.1\r\n'));
    // Connections are taken one after the other: when the last one is answered, all are here, and what they say next is read at once.
    const last = dial('GET / HTTP/1.1\r\n\r\n');
    await expect.poll(() => last.bytesRead).toBeGreaterThan(0);
    const rest = [
      `Host: 127.0.0.1:${door.port}`,
      `Authorization: ${bearer.authorization}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ];
    for (const socket of sockets) socket.write(`${rest.join('\r\n')}\r\n\r\n`);
    await expect.poll(() => sockets.every(({ bytesRead, closed }) => bytesRead > 0 || closed) && alive()).toBe(true);
    await expect.poll(() => sockets.filter(({ closed }) => !closed).length).toBe(mostListeners);
    for (const socket of [...sockets, last]) socket.destroy();
  });
});

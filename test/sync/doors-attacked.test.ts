import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { http } from '../processes/calls.ts';
import { type RawRequest, rawHttp } from '../processes/raw-http.ts';
import { stationToken } from '../processes/station.ts';
import { type Field, type FieldStation, openField } from './field.ts';

/**
 * Every door of a running office and a running station, attacked byte by byte. What is wrong is told so by a coded problem of the
 * 4xx kind, at once and without a stack; the process that was attacked is the one that answers afterwards.
 * Who may read whose data: `access.test.ts`; the bodies of the office's JSON doors one by one: there too.
 */
let field: Field;
let station: FieldStation;
let technician: string;
let mailbox: string;
let dispatcher: string;

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  const signedIn = await field.office.signIn('tech2');
  technician = signedIn.session.token;
  mailbox = signedIn.session.mailbox ?? '';
  dispatcher = field.dispatcher.session.token;
});
afterAll(() => field.close());

type Who = 'anonymous' | 'dispatcher' | 'technician' | 'paired';
type Door = { readonly at: 'office' | 'station'; readonly method: string; readonly path: string; readonly who: Who };

const office = (method: string, path: string, who: Who): Door => ({ at: 'office', method, path, who });
const atStation = (method: string, path: string): Door => ({ at: 'station', method, path, who: 'paired' });

const sha = 'a'.repeat(64);
const doors: readonly Door[] = [
  office('POST', '/api/session', 'anonymous'),
  office('POST', '/api/session/refresh', 'anonymous'),
  office('POST', '/api/call/workOrder.create', 'dispatcher'),
  office('GET', '/api/events', 'dispatcher'),
  office('POST', '/db/MAILBOX/_bulk_docs', 'technician'),
  office('POST', '/db/MAILBOX/_bulk_get', 'technician'),
  office('POST', '/db/MAILBOX/_revs_diff', 'technician'),
  office('GET', '/db/MAILBOX/_changes', 'technician'),
  office('GET', '/db/MAILBOX/x', 'technician'),
  office('PUT', '/db/MAILBOX/_local/x', 'technician'),
  office('GET', '/db/catalogue/_changes', 'technician'),
  office('POST', '/evidence/upload/', 'technician'),
  office('PATCH', `/evidence/upload/${sha}`, 'technician'),
  office('HEAD', `/evidence/upload/${sha}`, 'technician'),
  office('GET', `/evidence/file/${sha}`, 'technician'),
  office('PUT', `/evidence/file/${sha}`, 'technician'),
  office('POST', '/tmf-api/workOrderManagement/v4/workOrder', 'dispatcher'),
  office('GET', '/tmf-api/workOrderManagement/v4/workOrder', 'dispatcher'),
  office('GET', '/tmf-api/workOrderManagement/v4/workOrder/x', 'dispatcher'),
  office('POST', '/speedtest/empty', 'anonymous'),
  office('GET', '/speedtest/garbage', 'anonymous'),
  office('GET', '/metrics', 'dispatcher'),
  office('GET', '/healthz', 'anonymous'),
  office('GET', '/', 'anonymous'),
  office('GET', '/assets/x.js', 'anonymous'),
  atStation('POST', '/call/step.saveDraft'),
  atStation('POST', '/call/evidence.add'),
  atStation('GET', '/events'),
  atStation('GET', '/evidence/x/view'),
  atStation('GET', '/'),
];

type Attack = {
  readonly name: string;
  readonly on: (door: Door) => Partial<RawRequest>;
  /** only where a body is read as JSON, and there it must be refused */
  readonly json?: true;
};

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const body = (name: string, bytes: Buffer | string, headers: RawRequest['headers'] = []): Attack => ({
  name,
  json: true,
  on: () => ({ body: bytes, headers: [['Content-Type', 'application/json'], ...headers] }),
});
const gzipped: RawRequest['headers'] = [['Content-Encoding', 'gzip']];
const header = (name: string, value: string): Attack => ({
  name: `${name}: ${value.slice(0, 30)}${value.length > 30 ? `… (${value.length})` : ''}`,
  on: () => ({ headers: [[name, value]] }),
});
const onPath = (name: string, path: (given: string) => string): Attack => ({
  name,
  on: (door) => ({ path: path(door.path) }),
});

const attacks: readonly Attack[] = [
  body('bytes at random', Buffer.from([0, 255, 1, 254, 128, 10, 13])),
  body('not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  body('UTF-16', Buffer.from('{"a":1}', 'utf16le')),
  body('half a JSON', '{"docs":['),
  body('nested 100 000 deep', deep(100_000)),
  body('a list nested 200 000 deep', `${'['.repeat(200_000)}${']'.repeat(200_000)}`),
  body('__proto__', '{"__proto__":{"admin":true}}'),
  body('constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}'),
  body('__proto__ further in', '{"docs":[{"_id":"x","__proto__":{"admin":true}}]}'),
  body('a lone surrogate', '{"a":"\\ud800"}'),
  body('a number too large', `{"limit":1${'0'.repeat(400)}}`),
  body('null', 'null'),
  body('gzip cut short', gzipSync('{"docs":[]}').subarray(0, 12), gzipped),
  body('gzip of garbage', gzipSync(Buffer.from([0, 255, 254])), gzipped),
  body('a gzip bomb of 1 GB', bomb(), gzipped),
  body('gzip in gzip', gzipSync(gzipSync('{}')), [['Content-Encoding', 'gzip, gzip']]),
  body('deflate', '{}', [['Content-Encoding', 'deflate']]),
  {
    name: 'less than announced',
    json: true,
    on: () => ({
      body: '{"a"',
      cut: true,
      headers: [
        ['Content-Type', 'application/json'],
        ['Content-Length', '400'],
      ],
    }),
  },
  body('chunks without length', 'zz\r\n{}\r\n', [['Transfer-Encoding', 'chunked']]),
  body('two lengths', '{}', [
    ['Content-Length', '2'],
    ['Content-Length', '20'],
  ]),
  body('a length and chunks', '0\r\n\r\n', [
    ['Content-Length', '5'],
    ['Transfer-Encoding', 'chunked'],
  ]),
  body('a negative length', '{}', [['Content-Length', '-1']]),
  body('a length beyond everything', '{}', [['Content-Length', '99999999999999999999']]),
  { name: 'text/plain', json: true, on: () => ({ body: '{}', headers: [['Content-Type', 'text/plain']] }) },
  {
    name: 'a form',
    json: true,
    on: () => ({ body: 'a=1', headers: [['Content-Type', 'application/x-www-form-urlencoded']] }),
  },
  { name: 'a body without a type', json: true, on: () => ({ body: '{"a":1}' }) },
  { name: 'a type of nothing', json: true, on: () => ({ body: '{}', headers: [['Content-Type', ';;;=']] }) },

  onPath('%ZZ in the path', (path) => `${path}/%ZZ`),
  onPath('%ZZ in the query', (path) => `${path}?a=%ZZ&since=%ZZ&order=%ZZ`),
  onPath('%00', (path) => `${path}%00`),
  onPath('broken UTF-8', (path) => `${path}%ff%fe`),
  onPath('an id of 5 000', (path) => `${path}${'x'.repeat(5_000)}`),
  onPath('an id of 14 000 encoded', (path) => `${path}/${'%41'.repeat(4_600)}`),
  onPath('a path of 100 000', (path) => `${path}/${'x'.repeat(100_000)}`),
  onPath('upwards', (path) => `${path}/../../../../../../etc/passwd`),
  onPath('upwards, encoded', (path) => `${path}/..%2f..%2f..%2f..%2fetc%2fpasswd`),
  onPath('upwards, backwards', (path) => `${path}/..%5c..%5c..%5cwindows%5cwin.ini`),
  onPath('two slashes', (path) => `//evil.example${path}`),
  onPath('another origin in the line', (path) => `http://evil.example${path}`),
  onPath('a prototype in the query', (path) => `${path}?__proto__[admin]=1&constructor.prototype.x=1&__proto__=2`),
  onPath('queries said twice', (path) => `${path}?since=1&since=2&order=a&order=b&limit=1&limit=2&fields=a&fields=b`),
  onPath('numbers that are none', (path) => `${path}?since=-1&limit=-5&bytes=-9&timeout=NaN&heartbeat=-1&offset=1e99`),
  onPath(
    'numbers without end',
    (path) => `${path}?limit=${'9'.repeat(300)}&bytes=${'9'.repeat(300)}&offset=${'9'.repeat(300)}`,
  ),

  header('X-Long', 'x'.repeat(100_000)),
  header('Cookie', `linework=${'x'.repeat(5_000)}`),
  header('Cookie', '=;;;=\t%ZZ; __proto__=1'),
  header('Accept-Language', `${'x-'.repeat(2_000)};q=NaN,,,;;q=`),
  header('Accept-Encoding', 'zstd;q=NaN, *;q=-1, gzip;q=0'),
  header('Range', 'bytes=99999999999-1,-5,x'),
  header('If-None-Match', '"'.repeat(2_000)),
  header('Expect', 'the-spanish-inquisition'),
  header('Upgrade', 'h2c'),
  header('Upload-Length', '-1'),
  header('Upload-Length', '1e30'),
  header('Upload-Metadata', `${'x '.repeat(500)},,=,ü`),
  header('Upload-Metadata', '__proto__ e30=,constructor e30='),
  header('Upload-Offset', '99999999999999999999999'),
  header('Tus-Resumable', '99.0.0'),
  { name: '2 500 headers', on: () => ({ headers: Array.from({ length: 2_500 }, (_, n) => [`X-${n}`, '1'] as const) }) },
  { name: 'a header with NUL', on: () => ({ headers: [['X-Nul', 'a\0b']] }) },

  ...['TRACE', 'CONNECT', 'OPTIONS', 'PROPFIND', 'PATCH', 'DELETE', 'PUT', 'HEAD', 'FOO', 'get'].map(
    (method): Attack => ({ name: `the verb ${method}`, on: () => ({ method }) }),
  ),
];

/** 1 GB of blanks in 1 MB: many gzip members after one another. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32), { level: 9 });
  return Buffer.concat(Array.from({ length: 16 }, () => member));
}

const urlOf = (door: Door): string => (door.at === 'office' ? field.office.url : station.url);
const tokens = (): Readonly<Record<Who, string | null>> => ({
  anonymous: null,
  dispatcher,
  technician,
  paired: stationToken,
});
const headersOf = (door: Door): RawRequest['headers'] => {
  const token = tokens()[door.who];
  return token === null ? [] : [['Authorization', `Bearer ${token}`]];
};
/** Checkpoints in `_local` are the device's own: any JSON object will do. */
const readsJson = ({ method, path }: Door): boolean =>
  (method === 'POST' || method === 'PUT') && !/^\/(evidence|speedtest)\/|_local/.test(path);

function requestOf(door: Door, attack: Attack): RawRequest {
  const made = attack.on(door);
  const filled = (made.path ?? door.path).replace('MAILBOX', mailbox);
  return {
    method: door.method,
    ...made,
    path: filled,
    headers: [...(headersOf(door) ?? []), ...(made.headers ?? [])],
  };
}

const isAlive = async (): Promise<void> => {
  expect((await http(`${field.office.url}/healthz`)).status).toBe(200);
  expect((await station.ask('session.state', {})).ok).toBe(true);
  expect([field.office.program().isAlive(), station.program().isAlive()]).toEqual([true, true]);
};

describe.each(doors)('$at $method $path as $who', (door) => {
  it('whatever it is sent, it answers at once, with a code, without a stack, and lives', async () => {
    const wrong: string[] = [];
    for (const attack of attacks) {
      if (attack.json && !['POST', 'PUT', 'PATCH'].includes(door.method)) continue;
      const answer = await rawHttp(urlOf(door), requestOf(door, attack));
      const { status, head, body: text, inTime } = answer;
      const say = (what: string): void => void wrong.push(`${attack.name}: ${what} ${status} ${text.slice(0, 160)}`);
      if (!inTime) say('no answer in time');
      if (status >= 500) say('the server’s fault');
      if (/\n\s+at |node_modules|\.(m?js|ts):\d+/.test(text) && status >= 400) say('a stack');
      if (attack.json && readsJson(door) && (status < 400 || status > 499)) say('not refused');
      const coded = /"code":"[a-zA-Z]+(\.[a-zA-Z]+)*"|^\{"error":"conflict"/.test(text);
      const silent = status === 0 || requestOf(door, attack).method === 'HEAD' || /^linework-problem:/im.test(head);
      if (status >= 400 && !coded && !silent) say('no code');
    }
    expect(wrong).toEqual([]);
    await isAlive();
  });
});

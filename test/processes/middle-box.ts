import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';

export const portals = ['page', 'redirect', 'login', 'forbidden', 'proxyLogin', 'network', 'json', 'empty'] as const;
export const encodings = [
  'GZIP',
  'x-gzip',
  'deflate',
  'br',
  'double',
  'gzipOverGzip',
  'labelledOnly',
  'unlabelled',
  'truncated',
  'nonsense',
] as const;

/** A box between a device and the office that understands HTTP. */
export type Box =
  | { readonly box: 'clear' }
  /** answers everything itself, as a Wi-Fi portal or a proxy that wants a login does */
  | { readonly box: 'portal'; readonly as: (typeof portals)[number]; readonly only?: string }
  /** refuses larger request bodies, as nginx does above 1 MiB */
  | { readonly box: 'limit'; readonly bytes: number }
  /** removes the headers that it does not know, of answers or of both ways */
  | { readonly box: 'strip'; readonly requests: boolean }
  /** other case, odd dates, hop headers, lengths turned into chunks and a location at an inner host */
  | { readonly box: 'rewrite' }
  | { readonly box: 'encoding'; readonly as: (typeof encodings)[number] }
  /** keeps an answer until it is whole */
  | { readonly box: 'buffer' }
  /** gives what it once got to whoever asks the same again */
  | { readonly box: 'cache' }
  /** lets the office's answer through under another status */
  | { readonly box: 'status'; readonly status: number }
  /** adds a script to whatever it lets through */
  | { readonly box: 'inject' };

export type MiddleBox = {
  readonly url: string;
  readonly set: (box: Box) => void;
  /** how many requests it answered itself or changed the answers of */
  readonly met: () => number;
  readonly close: () => Promise<void>;
};

const page = '<!doctype html><html><head><title>Wi-Fi</title></head><body>请登录 / Please sign in</body></html>';
/** Headers of which an old proxy has heard. */
const known =
  /^(host|connection|accept|accept-encoding|authorization|content-|cache-control|date|etag|expires|location|server|set-cookie|cookie|transfer-encoding|user-agent|vary|www-authenticate|retry-after|expect)/;
const hop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** An HTTP proxy in front of the office that is as meddlesome as it is told to be. */
export async function openMiddleBox(targetUrl: string): Promise<MiddleBox> {
  const target = new URL(targetUrl);
  const kept = new Map<
    string,
    { readonly status: number; readonly headers: OutgoingHttpHeaders; readonly body: Buffer }
  >();
  let current: Box = { box: 'clear' };
  let met = 0;

  function forward(box: Box, asked: IncomingMessage, answer: ServerResponse): void {
    const headers = { ...asked.headers };
    if (box.box === 'strip' && box.requests)
      for (const name of Object.keys(headers)) if (!known.test(name)) delete headers[name];
    const { hostname, port } = target;
    const up = request({ hostname, port, method: asked.method, path: asked.url, headers, agent: false });
    up.on('response', (from) => void change(box, asked, from, answer).catch(() => answer.destroy()));
    up.on('error', () => {
      if (box.box === 'clear' || answer.headersSent) answer.destroy();
      else plain(answer, 502, page);
    });
    answer.on('close', () => up.destroy());
    asked.on('error', () => up.destroy());
    asked.pipe(up);
  }

  async function change(
    box: Box,
    asked: IncomingMessage,
    from: IncomingMessage,
    answer: ServerResponse,
  ): Promise<void> {
    from.on('error', () => answer.destroy());
    const status = from.statusCode ?? 502;
    if (box.box === 'clear' || box.box === 'limit' || box.box === 'portal') {
      answer.writeHead(status, from.headers);
      from.pipe(answer);
      return;
    }
    met += 1;
    if (box.box === 'strip') {
      answer.writeHead(
        status,
        only(from.headers, (name) => known.test(name)),
      );
      from.pipe(answer);
      return;
    }
    if (box.box === 'rewrite') {
      answer.writeHead(status, rewritten(from.headers));
      from.pipe(answer);
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of from) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const headers = only(from.headers, (name) => !hop.has(name));
    if (box.box === 'cache' && asked.method === 'GET') kept.set(asked.url ?? '', { status, headers, body });
    if (box.box === 'encoding') {
      const changed = encoded(box.as, plainOf(body, from.headers['content-encoding']), headers);
      answer.writeHead(status, changed.headers).end(asked.method === 'HEAD' ? undefined : changed.body);
      return;
    }
    if (box.box === 'inject') {
      delete headers['content-encoding'];
      const injected = Buffer.concat([
        plainOf(body, from.headers['content-encoding']),
        Buffer.from('<script>0</script>'),
      ]);
      answer.writeHead(status, headers).end(hasBody(asked, status) ? injected : undefined);
      return;
    }
    const named = box.box === 'status' ? box.status : status;
    answer.writeHead(named, headers).end(hasBody(asked, named) ? body : undefined);
  }

  const server = createServer((asked, answer) => {
    const box = current;
    answer.on('error', () => answer.destroy());
    if (box.box === 'portal' && (asked.url ?? '').startsWith(box.only ?? '')) {
      met += 1;
      plain(answer, ...portalAnswers[box.as]);
      return;
    }
    const old = box.box === 'cache' && asked.method === 'GET' ? kept.get(asked.url ?? '') : undefined;
    if (old !== undefined) {
      met += 1;
      return void answer.writeHead(old.status, old.headers).end(old.body);
    }
    if (box.box === 'limit' && Number(asked.headers['content-length'] ?? 0) > box.bytes) {
      met += 1;
      // As nginx: at once, without reading the body, and the connection ends.
      answer.writeHead(413, { 'content-type': 'text/html', connection: 'close' }).end(page);
      setTimeout(() => asked.destroy(), 50);
      return;
    }
    forward(box, asked, answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    set: (box) => {
      if (box.box !== 'cache') kept.clear();
      // Clients that were let through do not notice; those that wait behind something new are cut off, as by a network that changed.
      if (box.box === 'portal' || current.box === 'buffer') server.closeAllConnections();
      current = box;
    },
    met: () => met,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const hasBody = (asked: IncomingMessage, status: number): boolean =>
  asked.method !== 'HEAD' && status !== 204 && status !== 304;

function plain(answer: ServerResponse, status: number, body: string, more: OutgoingHttpHeaders = {}): void {
  answer.writeHead(status, { 'content-type': 'text/html; charset=utf-8', connection: 'close', ...more }).end(body);
}

type Plain = readonly [status: number, body: string, headers?: OutgoingHttpHeaders];
const portalAnswers: Readonly<Record<(typeof portals)[number], Plain>> = {
  page: [200, page],
  redirect: [302, page, { location: 'http://portal.invalid/sign-in' }],
  login: [401, page, { 'www-authenticate': 'Basic realm="guest"' }],
  forbidden: [403, page],
  proxyLogin: [407, page, { 'proxy-authenticate': 'Basic realm="proxy"' }],
  network: [511, page],
  json: [
    200,
    '{"ok":true,"value":{"generation":"portal"},"results":[],"last_seq":"0"}',
    { 'content-type': 'application/json' },
  ],
  empty: [204, ''],
};

function only(headers: IncomingHttpHeaders, passes: (name: string) => boolean): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => passes(name)));
}

function rewritten(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const loud = Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value] as const);
  const changed: OutgoingHttpHeaders = {
    ...Object.fromEntries(loud),
    DATE: 'yesterday',
    VIA: '1.0 box',
    'PROXY-CONNECTION': 'close',
  };
  delete changed['CONTENT-LENGTH'];
  delete changed['TRANSFER-ENCODING'];
  if (typeof headers.location === 'string')
    changed.LOCATION = new URL(headers.location, 'http://inner.invalid:8600').href;
  return changed;
}

const plainOf = (body: Buffer, encoding: string | undefined): Buffer => (encoding === 'gzip' ? gunzipSync(body) : body);

function encoded(
  as: (typeof encodings)[number],
  body: Buffer,
  headers: OutgoingHttpHeaders,
): { readonly headers: OutgoingHttpHeaders; readonly body: Buffer } {
  const named = (name: string | null, bytes: Buffer) => {
    const { 'content-encoding': _, ...rest } = headers;
    return { headers: name === null ? rest : { ...rest, 'content-encoding': name }, body: bytes };
  };
  if (body.length === 0) return { headers, body };
  switch (as) {
    case 'GZIP':
    case 'x-gzip':
      return named(as, gzipSync(body));
    case 'deflate':
      return named(as, deflateSync(body));
    case 'br':
      return named(as, brotliCompressSync(body));
    case 'double':
      return named('gzip, Gzip', gzipSync(gzipSync(body)));
    case 'gzipOverGzip':
      return named('gzip', gzipSync(gzipSync(body)));
    case 'labelledOnly':
      return named('gzip', body);
    case 'unlabelled':
      return named(null, gzipSync(body));
    case 'truncated':
      return named('gzip', gzipSync(body).subarray(0, -12));
    case 'nonsense':
      return named('zstd', gzipSync(body).map((byte) => byte ^ 0x55) as Buffer);
  }
}

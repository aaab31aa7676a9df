import { connect } from 'node:net';

export type RawAnswer = {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** the connection ended, or everything announced was read, before the deadline */
  readonly inTime: boolean;
};

export type RawRequest = {
  readonly method?: string;
  /** as it goes on the wire: nothing is encoded or checked */
  readonly path: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Buffer | string;
  /** ends our side of the connection after the body, as a client that was cut off does */
  readonly cut?: boolean;
};

/** One request, byte for byte as given, which no HTTP client would send. `content-length` is added unless `headers` has it. */
export function rawHttp(url: string, request: RawRequest, withinMs = 15_000): Promise<RawAnswer> {
  const { host, hostname, port } = new URL(url);
  const { method = 'GET', path, headers = [], body = '', cut = false } = request;
  const bytes = Buffer.from(body);
  const has = (name: string): boolean => headers.some(([given]) => given.toLowerCase() === name);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(has('host') ? [] : [`Host: ${host}`]),
    ...(has('content-length') || has('transfer-encoding') ? [] : [`Content-Length: ${bytes.length}`]),
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    const finish = (inTime: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...read(Buffer.concat(parts)), inTime });
    };
    const timer = setTimeout(() => finish(false), withinMs);
    socket.on('connect', () => {
      socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]));
      if (cut) socket.end();
    });
    let taken = 0;
    socket.on('data', (part: Buffer) => {
      taken += part.length;
      parts.push(part);
      // A download is not read to its end, a stream has none.
      if (taken > mostRead || isWhole(Buffer.concat(parts), method)) finish(true);
    });
    socket.on('error', () => finish(true));
    socket.on('close', () => finish(true));
  });
}

function read(bytes: Buffer): { readonly status: number; readonly head: string; readonly body: string } {
  const text = bytes.toString('latin1');
  const at = text.indexOf('\r\n\r\n');
  const head = at < 0 ? text : text.slice(0, at);
  const body = at < 0 ? '' : bytes.subarray(at + 4).toString('utf8');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body };
}

const mostRead = 64 * 1024;

function isWhole(bytes: Buffer, method: string): boolean {
  const { status, head } = read(bytes);
  if (!head || !bytes.includes('\r\n\r\n')) return false;
  if (status === 100) return false;
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  if (/^content-type: text\/event-stream/im.test(head)) return true;
  if (method === 'HEAD' || status === 204 || status === 304) return true;
  if (length !== undefined) return bytes.length >= bytes.indexOf('\r\n\r\n') + 4 + Number(length);
  return /^transfer-encoding: chunked/im.test(head) && bytes.subarray(-5).toString() === '0\r\n\r\n';
}

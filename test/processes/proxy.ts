import { connect, createServer, type Socket } from 'node:net';

/**
 * A TCP link between a client and one of our doors.
 * `open` carries everything; `cut` refuses and drops; `silent` accepts and says nothing, both ways;
 * `loseAnswers` carries what is asked, and drops the connection when the answer's first byte comes back.
 */
export type LinkMode = 'open' | 'cut' | 'silent' | 'loseAnswers';

export type LinkProxy = {
  readonly url: string;
  readonly port: number;
  readonly set: (mode: LinkMode) => void;
  /** connections that were tried so far, in every mode */
  readonly tried: () => number;
  /** answers that were swallowed so far */
  readonly lost: () => number;
  /** bytes a second towards the door, over all connections; null: as fast as it goes */
  readonly throttle: (bytesPerSecond: number | null) => void;
  /** breaks every connection after it sent this many bytes upstream; null: never */
  readonly cutEvery: (bytes: number | null) => void;
  /** bytes carried so far: `up` towards the door, `down` back */
  readonly carried: () => { readonly up: number; readonly down: number };
  readonly close: () => Promise<void>;
};

export async function openProxy(targetUrl: string): Promise<LinkProxy> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let mode: LinkMode = 'open';
  let tried = 0;
  let lost = 0;
  const carried = { up: 0, down: 0 };
  let mostBytes: number | null = null;
  let rate: number | null = null;
  /** until when the link is busy with what it took, ms */
  let busyUntil = 0;

  /** Sends now or, on a slow link, when what came before has gone; reading stops meanwhile. */
  function send(from: Socket, to: Socket, bytes: Buffer): void {
    if (rate === null) {
      to.write(bytes);
      return;
    }
    busyUntil = Math.max(busyUntil, Date.now()) + (bytes.length * 1000) / rate;
    from.pause();
    setTimeout(() => {
      to.write(bytes);
      from.resume();
    }, busyUntil - Date.now());
  }

  const server = createServer((client) => {
    tried += 1;
    if (mode === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    let sent = 0;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
      sockets.delete(client);
    };
    sockets.add(client);
    for (const socket of [client, upstream]) {
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (bytes) => {
      if (mode === 'silent') return;
      carried.up += bytes.length;
      send(client, upstream, bytes);
      sent += bytes.length;
      if (mostBytes !== null && sent > mostBytes) end();
    });
    upstream.on('data', (bytes) => {
      if (mode === 'silent') return;
      if (mode === 'loseAnswers') {
        lost += 1;
        end();
      } else {
        carried.down += bytes.length;
        client.write(bytes);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    set: (next) => {
      mode = next;
      if (next === 'cut') drop();
    },
    tried: () => tried,
    lost: () => lost,
    carried: () => ({ ...carried }),
    throttle: (bytesPerSecond) => {
      rate = bytesPerSecond;
      busyUntil = 0;
    },
    cutEvery: (bytes) => {
      mostBytes = bytes;
    },
    close: async () => {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

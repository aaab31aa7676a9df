import { connect, createServer, type Socket } from 'node:net';

export type LatencyLink = {
  readonly url: string;
  readonly counts: () => { readonly up: number; readonly down: number; readonly connections: number };
  /** from the next piece on, ms */
  readonly setRoundTrip: (ms: number) => void;
  readonly close: () => Promise<void>;
};

/** A link with a fixed round trip: every piece waits half of it on its way, each way. Counts bytes on the wire. */
export async function openLatencyLink(target: string, givenRoundTripMs = 0): Promise<LatencyLink> {
  let roundTripMs = givenRoundTripMs;
  const { hostname, port } = new URL(target);
  const counts = { up: 0, down: 0, connections: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    counts.connections += 1;
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    carry(near, far, (bytes) => {
      counts.up += bytes;
    });
    carry(far, near, (bytes) => {
      counts.down += bytes;
    });
  });
  function carry(from: Socket, to: Socket, count: (bytes: number) => void): void {
    const later = (act: () => void): void => {
      if (roundTripMs === 0) act();
      else setTimeout(act, roundTripMs / 2);
    };
    from.on('data', (piece) => {
      count(piece.length);
      later(() => to.writable && to.write(piece));
    });
    from.on('end', () => later(() => to.end()));
    from.on('close', () => later(() => to.destroy()));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    counts: () => ({ ...counts }),
    setRoundTrip: (ms) => {
      roundTripMs = ms;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

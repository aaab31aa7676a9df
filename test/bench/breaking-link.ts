import { connect, createServer, type Socket } from 'node:net';
import { bodiesOf } from './request-bodies.ts';

export type LinkShape = {
  /** all connections are cut whenever this many bytes were sent upstream, over all of them; the piece that does it is lost */
  readonly cutEvery?: number;
  /** upstream, over all connections; what comes down is as fast as it goes */
  readonly bytesPerSecond?: number;
  readonly roundTripMs?: number;
};

export type LinkCounts = {
  /** bytes that came from the device, headers and what was lost included */
  readonly sent: number;
  readonly cuts: number;
  /** upload bytes that reached the office a second time */
  readonly twice: number;
};

export type BreakingLink = {
  readonly url: string;
  readonly shape: (next: LinkShape) => void;
  /** since the last change of shape */
  readonly counts: () => LinkCounts;
  readonly close: () => Promise<void>;
};

/** A link as bad as told. What is on its way when it is cut is lost, as it is on the air. */
export async function openBreakingLink(target: string): Promise<BreakingLink> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const bodies = bodiesOf();
  let shape: LinkShape = {};
  let counts = { sent: 0, cuts: 0, twiceBefore: 0 };
  let sinceCut = 0;
  let busyUntil = 0;

  const cut = (): void => {
    sinceCut = 0;
    counts.cuts += 1;
    for (const socket of sockets) socket.destroy();
  };

  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const read = bodies.connection();
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const forward = (piece: Buffer): void => {
      if (far.destroyed) return;
      read(piece);
      far.write(piece);
    };
    near.on('data', (piece) => {
      counts.sent += piece.length;
      sinceCut += piece.length;
      if (shape.cutEvery !== undefined && sinceCut > shape.cutEvery) return cut();
      const { bytesPerSecond, roundTripMs = 0 } = shape;
      if (bytesPerSecond === undefined) return later(roundTripMs / 2, () => forward(piece));
      busyUntil = Math.max(busyUntil, performance.now()) + (piece.length * 1000) / bytesPerSecond;
      near.pause();
      const wait = busyUntil - performance.now();
      setTimeout(() => near.resume(), wait);
      later(wait + roundTripMs / 2, () => forward(piece));
    });
    far.on('data', (piece) => later((shape.roundTripMs ?? 0) / 2, () => !near.destroyed && near.write(piece)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    shape: (next) => {
      shape = next;
      sinceCut = 0;
      busyUntil = 0;
      counts = { sent: 0, cuts: 0, twiceBefore: bodies.twice() };
    },
    counts: () => ({ sent: counts.sent, cuts: counts.cuts, twice: bodies.twice() - counts.twiceBefore }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function later(ms: number, act: () => void): void {
  if (ms <= 0) act();
  else setTimeout(act, ms);
}

import { connect, createServer, type Socket } from 'node:net';
import type { Seeded } from '../durability/seeded.ts';

/**
 * `open` carries; `cut` refuses and drops; `silent` swallows, and a connection that lost bytes in it stays deaf for ever, its
 * sockets open, as behind a router that forgot it; `held` keeps what comes and delivers it when the link opens, long after the
 * sender has given up; `loseAnswers` carries what is asked and drops the connection when the answer's first byte comes back.
 */
export type LinkMode = 'open' | 'cut' | 'silent' | 'held' | 'loseAnswers';

export type Weather = {
  /** each way, ms */
  readonly latencyMs: number;
  /** each way, bytes a second over all connections; null: as fast as it goes */
  readonly bytesPerSecond: number | null;
  /** a connection breaks when it has sent this many bytes towards the office; what crosses the line is lost */
  readonly cutEvery: number | null;
  /** each piece breaks its connection with the chance 1 in so many */
  readonly cutOneIn: number | null;
};
export const fairWeather: Weather = { latencyMs: 0, bytesPerSecond: null, cutEvery: null, cutOneIn: null };

export type FaultLink = {
  readonly url: string;
  readonly set: (mode: LinkMode) => void;
  readonly weather: (weather: Partial<Weather>) => void;
  /** open, in fair weather */
  readonly heal: () => void;
  /** connections broken by this link so far, lost answers among them */
  readonly cuts: () => number;
  /** bytes that came from the client's side so far */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
};

type Way = { readonly from: Socket; readonly to: Socket; readonly queue: { readonly due: number; bytes: Buffer }[] };
type Connection = { readonly up: Way; readonly down: Way; sent: number; deaf: boolean; readonly end: () => void };

/** bytes of one way that wait in the link before its sender is stopped */
const mostWaiting = 256 * 1024;
/** a request that outlived its sender has this long to be answered into nothing, ms */
const longestAnswerMs = 2_000;

/** A TCP link between a device and the office's door, as bad as it is told to be. */
export async function openFaultLink(targetUrl: string, random: Seeded): Promise<FaultLink> {
  const target = new URL(targetUrl);
  const connections = new Set<Connection>();
  let mode: LinkMode = 'open';
  let weather = fairWeather;
  let cuts = 0;
  let sent = 0;
  const busyUntil = { up: 0, down: 0 };

  function cut(connection: Connection): void {
    cuts += 1;
    connection.end();
  }

  function take(connection: Connection, name: 'up' | 'down', bytes: Buffer): void {
    if (name === 'up') sent += bytes.length;
    if (mode === 'silent') connection.deaf = true;
    if (connection.deaf) return;
    if (name === 'up') connection.sent += bytes.length;
    const breaks =
      (mode === 'loseAnswers' && name === 'down') ||
      (weather.cutOneIn !== null && random.between(1, weather.cutOneIn) === 1) ||
      (weather.cutEvery !== null && connection.sent > weather.cutEvery);
    if (breaks) {
      cut(connection);
      return;
    }
    const now = performance.now();
    const free = Math.max(now, busyUntil[name]);
    const takes = weather.bytesPerSecond === null ? 0 : (bytes.length * 1000) / weather.bytesPerSecond;
    busyUntil[name] = free + takes;
    const way = connection[name];
    way.queue.push({ due: busyUntil[name] + weather.latencyMs, bytes });
    if (waiting(way) > mostWaiting) way.from.pause();
    deliver(connection, way);
  }

  function deliver(connection: Connection, way: Way): void {
    if (connection.deaf) way.queue.length = 0;
    if (mode === 'held') return;
    if (mode === 'silent' && way.queue.length > 0) {
      connection.deaf = true;
      way.queue.length = 0;
    }
    for (let first = way.queue[0]; first; first = way.queue[0]) {
      const ms = first.due - performance.now();
      if (ms > 0) {
        setTimeout(() => deliver(connection, way), Math.ceil(ms));
        return;
      }
      way.queue.shift();
      if (way.to.writable) way.to.write(first.bytes);
    }
    if (way.from.isPaused()) way.from.resume();
    if (connection.up.from.destroyed) setTimeout(connection.end, longestAnswerMs);
  }

  const server = createServer((client) => {
    if (mode === 'cut') {
      cuts += 1;
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
      connections.delete(connection);
    };
    const connection: Connection = {
      up: { from: client, to: upstream, queue: [] },
      down: { from: upstream, to: client, queue: [] },
      sent: 0,
      deaf: false,
      end,
    };
    connections.add(connection);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
    }
    // What a hole keeps reaches the office although its sender has given up; the office's end is not heard through a hole.
    client.on('close', () => {
      if (mode !== 'held' || connection.up.queue.length === 0) end();
    });
    upstream.on('close', () => {
      if (!(connection.deaf || mode === 'silent' || mode === 'held')) end();
    });
    client.on('data', (bytes) => take(connection, 'up', bytes));
    upstream.on('data', (bytes) => take(connection, 'down', bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();

  function set(next: LinkMode): void {
    mode = next;
    for (const connection of [...connections]) {
      if (next === 'cut') cut(connection);
      else for (const way of [connection.up, connection.down]) deliver(connection, way);
    }
  }
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    set,
    weather: (given) => {
      weather = { ...weather, ...given };
      // What a slow link had in front of it when it became fast is not waited for.
      if (weather.bytesPerSecond === null) Object.assign(busyUntil, { up: 0, down: 0 });
    },
    heal: () => {
      weather = fairWeather;
      Object.assign(busyUntil, { up: 0, down: 0 });
      set('open');
    },
    cuts: () => cuts,
    sent: () => sent,
    close: async () => {
      for (const { end } of [...connections]) end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const waiting = ({ queue }: Way): number => queue.reduce((sum, { bytes }) => sum + bytes.length, 0);

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Counters } from '../context.ts';
import { type ConnectionLimits, patience } from './connection-limits.ts';

/** A connection, from its acceptance to its end. */
type Connection = {
  readonly socket: Socket;
  readonly name: string;
  /** the /64 of an IPv6 address: one subscriber has all of it */
  readonly address: string;
  /** of a trusted proxy: it stands for many people, and limits them itself */
  readonly isProxy: boolean;
  readonly openedAt: number;
  /** whose session a request on it showed */
  accountId: string | null;
  /** requests that are not answered yet */
  busy: number;
  requests: number;
  lastAt: number;
  receiving: { readonly request: IncomingMessage; readonly since: number; readonly readBefore: number } | null;
};

export type Connections = {
  /** Told that a request showed a session; answers `limit.connections` when its account has too many under way. */
  readonly known: (request: FastifyRequest, accountId: string) => Problem | null;
};

export type ConnectionParts = {
  readonly limits: ConnectionLimits;
  readonly counters: Pick<Counters, 'connections' | 'connectionsClosed'>;
  readonly isProxy: (address: string) => boolean;
};

/**
 * Keeps the office's sockets for those who work. Nobody is refused while there is room. Where there is none, the connection that is of
 * least use is closed for the new one: first of strangers, who have shown no session; then of people at work one on which nothing is
 * asked. A device that is signed in shows its session with its first request, within a moment, so that strangers who hold on to their
 * connections always go before it (ADR 0022). Of strangers go, those of the most
 * crowded address before others, and the oldest first: whose body is still coming, whoever asks nothing any
 * more, whoever was not heard yet, and last whose password is being judged. A hundred connections may arrive in one turn of the loop:
 * the one among them that is about to show a session must not be taken for the oldest that waits.
 */
export function guardConnections(app: FastifyInstance, { limits, counters, isProxy }: ConnectionParts): Connections {
  /** both in the order of age */
  const strangers = new Map<string, Connection>();
  const workers = new Map<string, Connection>();
  const ofAccount = new Map<string, Set<Connection>>();

  app.server.timeout = patience.stillFor;
  app.server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    if (name === null) {
      socket.destroy();
      return;
    }
    const now = performance.now();
    const address = subscriberOf(socket.remoteAddress ?? '');
    const made: Connection = {
      socket,
      name,
      address,
      isProxy: isProxy(socket.remoteAddress ?? ''),
      openedAt: now,
      accountId: null,
      busy: 0,
      requests: 0,
      lastAt: now,
      receiving: null,
    };
    strangers.set(name, made);
    counters.connections += 1;
    socket.once('close', () => {
      counters.connections -= 1;
      forget(made);
    });
    if (strangers.size + workers.size > limits.most) makeRoom(made);
  });

  app.addHook('onRequest', async (request, reply) => {
    const connection = connectionOf(request);
    if (connection === undefined) return;
    const now = performance.now();
    connection.busy += 1;
    connection.requests += 1;
    connection.receiving = { request: request.raw, since: now, readBefore: connection.socket.bytesRead };
    reply.raw.once('close', () => {
      connection.busy -= 1;
      connection.lastAt = performance.now();
    });
  });

  const looking = setInterval(look, patience.look);
  looking.unref();
  app.addHook('onClose', async () => clearInterval(looking));

  return {
    known(request, accountId) {
      const connection = connectionOf(request);
      if (connection === undefined || connection.isProxy || connection.accountId === accountId) return null;
      const mine = ofAccount.get(accountId) ?? new Set();
      if (mine.size >= limits.ofAccount) {
        const idle = [...mine].find(({ busy }) => busy === 0);
        if (idle === undefined) return problem('limit.connections', { most: limits.ofAccount, seconds: 30 });
        close(idle);
      }
      leaveAccount(connection);
      connection.accountId = accountId;
      ofAccount.set(accountId, mine.add(connection));
      const name = nameOf(request.raw.socket);
      if (name !== null && strangers.delete(name)) workers.set(name, connection);
      return null;
    },
  };

  function connectionOf(request: FastifyRequest): Connection | undefined {
    const name = nameOf(request.raw.socket);
    return name === null ? undefined : (strangers.get(name) ?? workers.get(name));
  }

  function makeRoom(newest: Connection): void {
    const crowd = mostCrowded();
    const leastUseful =
      leastOfStrangers((one) => one !== newest && one.address === crowd) ??
      leastOfStrangers((one) => one !== newest) ??
      firstOf(workers, ({ busy }) => busy === 0);
    if (leastUseful !== undefined) close(leastUseful);
    else if (strangers.size + workers.size > limits.most + limits.reserve) close(newest);
  }

  /** The address from which most strangers came, if more than one came from it: a crowd at one address makes room before anybody else. */
  function mostCrowded(): string | null {
    const counts = new Map<string, number>();
    let [crowd, most]: [string | null, number] = [null, 1];
    for (const { address, isProxy: isOfProxy } of strangers.values()) {
      if (isOfProxy) continue;
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      if (count > most) [crowd, most] = [address, count];
    }
    return crowd;
  }

  function leastOfStrangers(may: (one: Connection) => boolean): Connection | undefined {
    const open = (one: Connection): boolean => !one.isProxy && may(one);
    return (
      firstOf(strangers, (one) => open(one) && isStillSending(one)) ??
      firstOf(strangers, (one) => open(one) && one.busy === 0 && one.requests > 0) ??
      firstOf(strangers, (one) => open(one) && one.requests === 0) ??
      firstOf(strangers, open)
    );
  }

  function leaveAccount(connection: Connection): void {
    const mine = connection.accountId === null ? undefined : ofAccount.get(connection.accountId);
    mine?.delete(connection);
    if (mine?.size === 0 && connection.accountId !== null) ofAccount.delete(connection.accountId);
  }

  function forget(connection: Connection): void {
    strangers.delete(connection.name);
    workers.delete(connection.name);
    leaveAccount(connection);
  }

  /**
   * Closes a connection and counts it no more. Its socket says `close` in a later turn of the loop; of many that arrive in this turn, each
   * must close another one.
   */
  function close(connection: Connection): void {
    forget(connection);
    counters.connectionsClosed += 1;
    connection.socket.destroy();
  }

  /** Closes what takes longer than any honest client does. */
  function look(): void {
    const now = performance.now();
    const crowds = new Map<string, number>();
    // The newest first, so that of a crowd the oldest go.
    for (const one of [...strangers.values()].reverse()) {
      if (one.isProxy) continue;
      const crowd = (crowds.get(one.address) ?? 0) + 1;
      crowds.set(one.address, crowd);
      const isCrowded = crowd > limits.ofAddress && now - one.openedAt > patience.crowd;
      const isMute = one.requests === 0 && now - one.openedAt > patience.head;
      if (isCrowded || isMute || isTooSlow(one, now)) close(one);
    }
    for (const one of workers.values()) if (isTooSlow(one, now)) close(one);
  }
}

const isStillSending = ({ receiving }: Connection): boolean => receiving !== null && !receiving.request.complete;

/** A body that is still coming, and comes slower than any link that people work on. */
function isTooSlow({ receiving, accountId, socket }: Connection, now: number): boolean {
  if (receiving === null || receiving.request.complete) return false;
  const took = now - receiving.since;
  const rate = ((socket.bytesRead - receiving.readBefore) * 1_000) / took;
  if (accountId !== null) return took > patience.body && rate < patience.rate;
  return took > patience.strangersLongest || (took > patience.strangersBody && rate < patience.strangersRate);
}

/** With TLS a request has another socket than the connection, with the same two ends. */
function nameOf({ remoteAddress, remotePort, localPort }: Socket): string | null {
  return remoteAddress === undefined ? null : `${remoteAddress} ${remotePort} ${localPort}`;
}

const subscriberOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;

function firstOf(
  connections: ReadonlyMap<string, Connection>,
  fits: (one: Connection) => boolean,
): Connection | undefined {
  for (const one of connections.values()) if (fits(one)) return one;
  return undefined;
}

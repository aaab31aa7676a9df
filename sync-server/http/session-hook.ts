import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { Accounts, Actor } from '../accounts/types.ts';
import { type BasicSessions, basicSessions } from './basic-sessions.ts';
import type { Connections } from './connections.ts';
import { isOwnOrigin } from './own-origin.ts';

export const sessionCookie = 'linework';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** reachable without a session; everything else is 401 (DESIGN §8) */
    anonymous?: boolean;
    /** a revoked device that hands over what it holds may still use it */
    draining?: boolean;
    /** answered although its session ends meanwhile: a call whose body is here, above all the one that ends it */
    outlivesSession?: boolean;
  }
  interface FastifyRequest {
    actor: Actor | null;
    /** the office's public origins, from the command line */
    origins: readonly string[] | null;
  }
}

/** Thrown by the hooks and caught by the error handler: a refusal, not a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;
  constructor(given: Problem) {
    super(given.code);
    this.problem = given;
  }
}

/** Who makes this request. Only for routes that are not anonymous: there it is always there. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Refusal(problem('session.required'));
  return request.actor;
}

/** Asks every request for its session, unless its route says `anonymous`. Cookies only from our own origin. */
export function demandSessions(
  app: FastifyInstance,
  accounts: Accounts,
  origins: readonly string[] = [],
  connections: Pick<Connections, 'known'> = { known: () => null },
): void {
  app.decorateRequest('actor', null);
  app.decorateRequest('origins', null);
  const basic = basicSessions(accounts);
  const unwatch = new WeakMap<FastifyRequest, () => void>();
  app.addHook('onRequest', async (request, reply) => {
    request.origins = origins;
    if (request.routeOptions.config.anonymous === true) return;
    const found = await findActor(request, accounts, basic);
    if (!found.ok) throw new Refusal(found.problem);
    if (found.value.draining && request.routeOptions.config.draining !== true)
      throw new Refusal(problem('session.deviceRevoked'));
    const crowded = connections.known(request, found.value.account.accountId);
    if (crowded !== null) throw new Refusal(crowded);
    accounts.seen(found.value);
    request.actor = found.value;
    const { draining = false, outlivesSession = false } = request.routeOptions.config;
    // Streams of events, feeds, uploads and exports under way end with their session, whatever they are.
    const stop = accounts.watch(found.value, draining && !outlivesSession, () => reply.raw.destroy());
    reply.raw.once('close', stop);
    if (outlivesSession) unwatch.set(request, stop);
  });
  // A body may take its time to arrive; from here on the call is under way.
  app.addHook('preHandler', async (request) => unwatch.get(request)?.());
}

async function findActor(request: FastifyRequest, accounts: Accounts, basic: BasicSessions): Promise<Result<Actor>> {
  const { authorization = '' } = request.headers;
  const bearer = /^Bearer ([\w.~+/-]{20,200})$/i.exec(authorization)?.[1];
  if (bearer !== undefined) return accounts.actorOf(bearer, 'bearer');
  if (/^Basic /i.test(authorization)) return basic(authorization, request.url, request.ip);
  const cookie = request.cookies[sessionCookie];
  if (cookie === undefined || cookie.length > 200) return refused(problem('session.required'));
  const origin = checkOrigin(request);
  return origin.ok ? accounts.actorOf(cookie, 'cookie') : origin;
}

/**
 * A cookie travels by itself, so its request must come from our own page: what changes something needs our `Origin`;
 * what only reads may lack the header, but never have another one. Another scheme or port is another origin.
 */
export function checkOrigin(request: FastifyRequest): Result<null> {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (origin === undefined) {
    const own = site === undefined ? reads : site === 'same-origin' || (site === 'none' && reads);
    return own ? ok(null) : refused(problem('session.originRefused'));
  }
  return isOwnOrigin(origin, request, request.origins ?? []) ? ok(null) : refused(problem('session.originRefused'));
}

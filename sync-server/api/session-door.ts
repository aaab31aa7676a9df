import type { FastifyRequest } from 'fastify';
import { RefreshArgument, SessionArgument } from '../../bridge/office.ts';
import { problem } from '../../domain/problem.ts';
import { knownDays } from '../accounts/limits.ts';
import { sendProblem } from '../http/errors.ts';
import { checkOrigin, Refusal, sessionCookie } from '../http/session-hook.ts';
import type { Room } from '../room.ts';

/** The cookie in which a browser keeps marks of those who signed in on it; it is sent to the way in only. */
const knownCookie = 'linework-known';

const anonymous = { config: { anonymous: true }, bodyLimit: 16 * 1024 } as const;

/** `POST /api/session` and `/api/session/refresh`: the two ways in. */
export const sessionDoor: Room = async (app, { accounts, config, clock, events, log }) => {
  let toldOfProxy = false;
  /** Behind a proxy that is not named everybody has one address: right, but slower than need be. */
  function tellOfProxy({ headers }: FastifyRequest): void {
    if (toldOfProxy || headers['x-forwarded-for'] === undefined || (config.trustedProxies ?? []).length > 0) return;
    toldOfProxy = true;
    log.warn('a proxy stands before the office and is not named by --trusted-proxy: all sign-ins count as one address');
  }

  app.post('/api/session', anonymous, async (request, reply) => {
    const parsed = SessionArgument.safeParse(request.body);
    if (!parsed.success) return sendProblem(request, reply, problem('input.invalid', { where: 'session' }));
    if (request.headers.origin !== undefined || parsed.data.cookie === true) demandOwnOrigin(request);
    tellOfProxy(request);
    const kept = request.cookies[knownCookie];
    const answer = await accounts.signIn({ ...parsed.data, address: request.ip, known: kept });
    if (!answer.ok) return sendProblem(request, reply, answer.problem);
    const { token, session, known } = answer.value;
    // Also behind a proxy that speaks TLS for the office.
    const secure = request.protocol === 'https';
    if (known !== undefined)
      void reply.setCookie(knownCookie, known, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/api/session',
        secure,
        expires: new Date(clock.now() + knownDays * 24 * 3_600_000),
      });
    if (parsed.data.cookie === true)
      void reply.setCookie(sessionCookie, token, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        secure,
        expires: new Date(session.expiresAt),
      });
    if (parsed.data.device !== undefined) events.emit({ name: 'devices.changed' });
    return reply.header('cache-control', 'no-store').send({ ok: true, value: session });
  });

  app.post('/api/session/refresh', anonymous, async (request, reply) => {
    const parsed = RefreshArgument.safeParse(request.body);
    if (!parsed.success) return sendProblem(request, reply, problem('input.invalid', { where: 'refresh' }));
    const answer = await accounts.refresh({ ...parsed.data, address: request.ip });
    if (!answer.ok) return sendProblem(request, reply, answer.problem);
    return reply.header('cache-control', 'no-store').send({ ok: true, value: answer.value.session });
  });
};

/** A page of another origin must not sign our people in (or out of their own session). */
function demandOwnOrigin(request: FastifyRequest): void {
  const own = checkOrigin(request);
  if (!own.ok) throw new Refusal(own.problem);
}

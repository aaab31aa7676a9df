import type { FastifyRequest } from 'fastify';
import { RefreshArgument, SessionArgument } from '../../bridge/office.ts';
import { problem } from '../../domain/problem.ts';
import { sendProblem } from '../http/errors.ts';
import { checkOrigin, Refusal, sessionCookie } from '../http/session-hook.ts';
import type { Room } from '../room.ts';

const anonymous = { config: { anonymous: true }, bodyLimit: 16 * 1024 } as const;

/** `POST /api/session` and `/api/session/refresh`: the two ways in. */
export const sessionDoor: Room = async (app, { accounts, config, events }) => {
  app.post('/api/session', anonymous, async (request, reply) => {
    const parsed = SessionArgument.safeParse(request.body);
    if (!parsed.success) return sendProblem(request, reply, problem('input.invalid', { where: 'session' }));
    if (request.headers.origin !== undefined || parsed.data.cookie === true) demandOwnOrigin(request);
    const answer = await accounts.signIn({ ...parsed.data, address: request.ip });
    if (!answer.ok) return sendProblem(request, reply, answer.problem);
    const { token, session } = answer.value;
    if (parsed.data.cookie === true)
      void reply.setCookie(sessionCookie, token, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        secure: config.tls !== null,
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

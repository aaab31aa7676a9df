import type { FastifyInstance } from 'fastify';
import { officeCalls } from '../../bridge/office.ts';
import type { Problem, ProblemCode } from '../../domain/problem.ts';
import { statusOf } from '../../domain/problem.ts';
import { addressGroup } from '../accounts/address-group.ts';
import { byActor, isAudited } from './audited-calls.ts';
import type { Audit } from './types.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** the problem that was answered (`http/errors.ts`) */
    refusal?: Problem;
  }
}

/** At the way in `accounts` notes it, with whose account it was. */
const waysIn = ['/api/session', '/api/session/refresh'];

/** Notes what is refused at any door: rights, origins, limits, and whatever is refused of the calls that are noted. */
export function auditRefusals(app: FastifyInstance, audit: Pick<Audit, 'refused'>): void {
  app.addHook('onResponse', async (request, reply) => {
    const { refusal } = reply;
    const route = request.routeOptions.url ?? 'none';
    if (refusal === undefined || waysIn.includes(route)) return;
    const { name } = (request.params ?? {}) as { name?: string };
    // Names of calls are known; what else somebody writes in their place is not kept.
    const isCall = route.startsWith('/api/call/') && name !== undefined && Object.hasOwn(officeCalls, name);
    const call = isCall ? name : null;
    if (!(call !== null && isAudited(call)) && !isOfRights(refusal.code)) return;
    audit.refused({
      action: 'access.refused',
      code: refusal.code,
      ...(request.actor === null || request.actor === undefined ? { by: null } : byActor(request.actor)),
      address: addressGroup(request.ip),
      // The route as it is written, never the address: that has ids and what was searched for.
      about: call ?? route,
      details: { method: request.method },
    });
  });
}

/** A right or a limit, not a mistake: without a session nobody is known, and every scanner would be noted. */
const isOfRights = (code: ProblemCode): boolean =>
  code.startsWith('access.') ||
  code === 'session.originRefused' ||
  code === 'session.deviceRevoked' ||
  code === 'session.accountDisabled' ||
  code === 'link.hostRefused' ||
  statusOf(code) === 429;

import type { FastifyReply } from 'fastify';
import { type Problem, statusOf } from '../../domain/problem.ts';

/** A refusal in the office's answer shape. The code stands in a header too: a tus client asks by HEAD, which has no body. */
export function refuse(reply: FastifyReply, given: Problem): FastifyReply {
  return reply
    .code(statusOf(given.code))
    .header('Linework-Problem', given.code)
    .header('Cache-Control', 'no-store')
    .send({ ok: false, problem: given });
}

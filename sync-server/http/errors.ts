import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, problem, statusOf, worded } from '../../domain/problem.ts';
import { BudgetExceeded } from '../../forms/engine/budget.ts';
import { orderBroken } from '../../forms/engine/definition-broken.ts';
import { Unkeepable } from '../database/checked.ts';
import { DocumentRefused } from '../database/document-refused.ts';
import { DatabaseUnavailable, StoreBroken } from '../database/unavailable.ts';
import { languageOf } from './language.ts';
import { actorOf, Refusal } from './session-hook.ts';

/** Every error leaves as a coded problem, in the shape of its door; a bug is logged under an incident number. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const found = problemOf(error) ?? storeDown(error, request) ?? incident(error, request);
    return sendProblem(request, reply, found);
  });
  app.setNotFoundHandler(async (request, reply) => {
    actorOf(request);
    return sendProblem(request, reply, problem('notFound'));
  });
}

/** `/db` answers CouchDB's error shape with our problem beside it; every other door the `Result` shape. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, given: Problem): FastifyReply {
  reply.refusal = given;
  const said = worded(given, languageOf(request));
  const status = statusOf(given.code);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (status === 429 || status === 503) void reply.header('retry-after', String(given.details.seconds ?? retryAfter));
  void reply.header('cache-control', 'no-store').code(status).type('application/json; charset=utf-8');
  return reply.send(problemBody(request.url, said));
}

/** After how many seconds somebody who was told 503 or 429 may ask again. */
export const retryAfter = 5;

/** A problem in the shape of the door at this address. */
export const problemBody = (url: string, said: Problem): object =>
  url.startsWith('/db/')
    ? { error: couchWord(statusOf(said.code)), reason: said.message, problem: said }
    : { ok: false, problem: said };

const couchWords: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'too_large',
  415: 'bad_content_type',
  503: 'service_unavailable',
};
export const couchWord = (status: number): string =>
  couchWords[status] ?? (status < 500 ? 'bad_request' : 'internal_server_error');

function problemOf(error: FastifyError): Problem | null {
  if (error instanceof DocumentRefused) return problem('office.storeRefused', { word: error.word });
  if (error instanceof Refusal || error instanceof Unkeepable) return error.problem;
  if (error instanceof StoreBroken) return problem('office.storeDamaged');
  if (error instanceof BudgetExceeded) return orderBroken(error);
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('input.tooLarge', { limit: 'body' });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('input.mediaType', { given: 'content-type' });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return problem('input.notJson');
    default:
      return clientFault(error);
  }
}

function clientFault(error: FastifyError): Problem | null {
  const status = error.statusCode ?? 500;
  if (status === 429) return problem('session.tooManyTries', { seconds: 5 });
  if (status === 404) return problem('notFound');
  return status >= 400 && status < 500 ? problem('input.invalid', { where: 'request' }) : null;
}

/** The database is away: no fault of the program, nothing is lost, and the log has its outage already. */
function storeDown(error: Error, request: FastifyRequest): Problem | null {
  if (!(error instanceof DatabaseUnavailable)) return null;
  if (!error.told) request.log.warn({ route: request.routeOptions.url, err: error }, 'the database failed');
  return problem('office.storeDown', { seconds: retryAfter });
}

/** A bug or a broken store: the log has it, the answer has only its number. */
function incident(error: Error, request: FastifyRequest): Problem {
  const number = randomUUID().slice(0, 8);
  request.log.error({ incident: number, route: request.routeOptions.url, err: error }, 'incident');
  return problem('internal', { incident: number });
}

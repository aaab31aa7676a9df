import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Language, type Problem, problem, statusOf, worded } from '../../domain/problem.ts';
import { cutText } from '../../domain/text/cut.ts';
import type { Log } from '../station/context.ts';

/** Thrown inside the door and answered as a coded problem: a refusal, not a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;
  constructor(given: Problem) {
    super(given.code);
    this.problem = given;
  }
}

/** The answer's language: the station's own for its page, else what the caller's header prefers. */
export const languageOf = (request: Pick<FastifyRequest, 'headers'>): Language =>
  /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN';

export function answerProblem(request: FastifyRequest, reply: FastifyReply, given: Problem): FastifyReply {
  return reply.code(statusOf(given.code)).send({ ok: false, problem: worded(given, languageOf(request)) });
}

/**
 * Bytes that are no HTTP: coded like everything else, then closed. A connection that a browser opened ahead of need and has not used yet is
 * closed without a word: it would take the words for the answer to its next request, and show them as the page.
 */
export function refuseNoHttp(socket: Duplex & { readonly bytesRead?: number }): void {
  if (!socket.writable) return;
  if (socket.bytesRead === 0) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ ok: false, problem: problem('input.invalid', { where: 'request' }) });
  const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nConnection: close\r\n`;
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** `Expect` with anything but `100-continue`: Node's own 417 has no body. */
export function refuseExpectations(server: Pick<Server, 'on'>): void {
  server.on('checkExpectation', (_request, response) => {
    const body = JSON.stringify({ ok: false, problem: problem('input.invalid', { where: 'expect' }) });
    response.writeHead(417, { connection: 'close', 'content-type': 'application/json; charset=utf-8' }).end(body);
  });
}

/** What the HTTP framework says, as one of our problems. Its own texts never go out. */
export function problemOf(error: unknown, request: FastifyRequest, log: Log, makeId: () => string): Problem {
  if (error instanceof Refusal) return error.problem;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return problem('input.tooLarge', { limit: request.routeOptions.bodyLimit ?? 0 });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return problem('input.mediaType', { given: cutText(request.headers['content-type'] ?? '–', 60) });
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return problem('input.invalid', { where: 'request' });
  const incident = makeId();
  log.error({ err: error, incident, route: request.routeOptions.url ?? null }, 'the door failed');
  return problem('internal', { incident });
}

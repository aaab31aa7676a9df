import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { askHeader, askOf, askParameter, markField, markHeader, noWord, officeMark } from '../../bridge/office-mark.ts';

/**
 * Puts the office's mark on every answer (ADR 0020), whoever writes it: a handler, tus, a stream that took the socket for itself, an error.
 * And nothing on the way may keep an answer and give it to somebody else, unless its door says so.
 */
export function markAnswers(app: FastifyInstance): void {
  const server: Pick<Server, 'prependListener'> = app.server;
  for (const event of ['request', 'checkExpectation']) server.prependListener(event, markHead);
  // The word is the mark's alone: a door that takes no parameter that it does not know must not meet it.
  app.addHook('onRequest', async (request) => {
    if (typeof request.query === 'object' && request.query !== null)
      delete (request.query as Record<string, unknown>)[askParameter];
  });
  app.addHook('preSerialization', async (request, reply, payload) => {
    const ask = askOf(request.raw.url ?? '', undefined);
    return ask !== noWord && isAnswer(payload)
      ? { ...payload, [markField]: officeMark(ask, reply.statusCode) }
      : payload;
  });
}

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** Node writes the head of every answer here, asked to or by itself: the only place that all of them pass. */
function markHead(request: IncomingMessage, response: ServerResponse): void {
  const ask = askOf(request.url ?? '', request.headers[askHeader]);
  const { writeHead } = response;
  response.writeHead = ((status: number, ...rest: readonly (string | Head | undefined)[]) => {
    const given = rest.find((one): one is Head => typeof one === 'object');
    response.setHeader(markHeader, officeMark(ask, status, headerOf(response, given, 'upload-offset')));
    if (headerOf(response, given, 'cache-control') === undefined) response.setHeader('cache-control', 'no-store');
    return (writeHead as (...all: unknown[]) => ServerResponse).call(response, status, ...rest);
  }) as typeof writeHead;
}

function headerOf(response: ServerResponse, given: Head | undefined, name: string): string | undefined {
  if (given !== undefined && !Array.isArray(given))
    for (const [key, value] of Object.entries(given)) if (key.toLowerCase() === name) return String(value);
  const value = response.getHeader(name);
  return value === undefined ? undefined : String(value);
}

/** `{ok, value}`, `{ok, problem}` or the replication door's `{error, reason, problem}`; a document may have any fields of its own. */
const isAnswer = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' &&
  given !== null &&
  (('ok' in given && typeof given.ok === 'boolean') || ('error' in given && 'problem' in given));

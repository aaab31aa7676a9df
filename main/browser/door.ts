import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { EvidenceVariant } from '../../bridge/station.ts';
import { problem, statusOf } from '../../domain/problem.ts';
import type { Log } from '../station/context.ts';
import type { Station } from '../station/station.ts';
import { acceptJsonOnly, bodyLimits } from './body.ts';
import { type EventDoor, openEvents } from './events.ts';
import { checkPairing, checkSource, cookieName } from './guard.ts';
import { securityHeaders } from './headers.ts';
import type { Pairing } from './pairing.ts';
import { pairingPage } from './pairing-page.ts';
import { answerProblem, problemOf, refuseExpectations, refuseNoHttp } from './refusal.ts';
import { boundStrangers, patience } from './strangers.ts';

export type DoorOptions = {
  readonly station: Station;
  readonly pairing: Pairing;
  /** folder of the built pages; null: calls only */
  readonly pages: string | null;
  readonly port: number;
  readonly log: Log;
  readonly makeId: () => string;
  /** told after a code was used: print the next one */
  readonly paired: () => void;
};
export type Door = { readonly port: number; readonly close: () => Promise<void> };

const variants: ReadonlySet<string> = new Set<EvidenceVariant>(['thumbnail', 'view', 'original']);

/** The station behind a loopback HTTP and WebSocket door (DESIGN §8, §9). */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { station, log, makeId } = options;
  const app = fastify({
    logger: false,
    bodyLimit: bodyLimits.call,
    forceCloseConnections: true,
    requestTimeout: patience.request,
    http: { headersTimeout: patience.head, connectionsCheckingInterval: patience.look },
    routerOptions: { maxParamLength: 300 },
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    clientErrorHandler: (_error, socket) => refuseNoHttp(socket),
    frameworkErrors: (error, request, reply) => {
      void answerProblem(request, reply, problemOf(error, request, log, makeId));
    },
  });
  refuseExpectations(app.server);
  const strangers = boundStrangers(app.server);
  acceptJsonOnly(app);
  let port = options.port;
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    const refused = await refuseStrangers(request, reply, options, port);
    if (refused === undefined) strangers.known(request.raw.socket);
    return refused;
  });
  app.setErrorHandler((error, request, reply) => answerProblem(request, reply, problemOf(error, request, log, makeId)));
  app.setNotFoundHandler((request, reply) => answerProblem(request, reply, problem('notFound')));
  addCalls(app, station);
  addEvidence(app, station);
  if (options.pages) {
    app.register(fastifyStatic, {
      root: options.pages,
      index: 'station.html',
      cacheControl: false,
      etag: true,
      setHeaders: howLong,
    });
  }
  await app.listen({ host: '127.0.0.1', port: options.port });
  const address = app.server.address();
  if (typeof address === 'object' && address) port = address.port;
  const events: EventDoor = openEvents(app.server, (request) => {
    const refused = checkSource(request) ?? checkPairing(request, options.pairing, port);
    if (refused === null) strangers.known(request.socket);
    return refused;
  });
  const stop = station.on(events.send);
  return {
    port,
    close: async () => {
      stop();
      events.close();
      await app.close();
    },
  };
}

/** Arguments are parsed by `bridge`; fastify's own validators stay unloaded (25 ms of a start). */
const noSchemas = (): never => {
  throw new Error('the routes of this door declare no schemas');
};

/** Names in `assets/` carry their content's hash, so a browser keeps them, and what it has compiled of them; a page is asked for each time. */
const howLong: NonNullable<FastifyStaticOptions['setHeaders']> = (answer, file) => {
  const hashed = basename(dirname(file)) === 'assets';
  answer.setHeader('cache-control', hashed ? 'private, max-age=31536000, immutable' : 'no-cache');
};

/** First the source, then the one-time code, then the pairing. */
async function refuseStrangers(
  request: FastifyRequest,
  reply: FastifyReply,
  { pairing, paired }: DoorOptions,
  port: number,
): Promise<FastifyReply | undefined> {
  const foreign = checkSource(request.raw);
  if (foreign) return answerProblem(request, reply, foreign);
  // Taken apart by hand: `new URL` throws at addresses that begin with two slashes.
  const [path, query] = request.url.split('?', 2);
  const code = new URLSearchParams(query).get('code');
  const opensPage = request.method === 'GET' && path === '/';
  if (opensPage && code !== null) {
    const cookie = pairing.exchange(code);
    if (cookie !== null) {
      paired();
      const attributes = 'Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000';
      return reply.header('set-cookie', `${cookieName(port)}=${cookie}; ${attributes}`).redirect('/', 303);
    }
    if (!checkPairing(request.raw, pairing, port)) return reply.redirect('/', 303);
  }
  const unpaired = checkPairing(request.raw, pairing, port);
  if (!unpaired) return undefined;
  if (opensPage) return reply.code(statusOf(unpaired.code)).type('text/html; charset=utf-8').send(pairingPage);
  return answerProblem(request, reply, unpaired);
}

function addCalls(app: FastifyInstance, station: Station): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const name = (request.params as { name?: string }).name ?? 'evidence.add';
    const answer = await station.call(name, request.body ?? {});
    return reply
      .code(answer.ok ? 200 : statusOf(answer.problem.code))
      .header('cache-control', 'no-store')
      .send(answer);
  };
  app.post('/call/evidence.add', { bodyLimit: bodyLimits.photo }, handler);
  app.post('/call/:name', handler);
}

function addEvidence(app: FastifyInstance, station: Station): void {
  app.get('/evidence/:id/:variant', async (request, reply) => {
    const { id = '', variant = '' } = request.params as { id?: string; variant?: string };
    const file = variants.has(variant) ? await station.evidenceFile(id, variant as EvidenceVariant) : null;
    const found = file && (await stat(file.path).catch(() => null));
    if (!file || !found) return answerProblem(request, reply, problem('evidence.unknown'));
    return reply
      .type(file.mediaType)
      .header('content-length', found.size)
      .header('content-disposition', 'inline')
      .header('cache-control', 'private, max-age=31536000, immutable')
      .send(createReadStream(file.path));
  });
}

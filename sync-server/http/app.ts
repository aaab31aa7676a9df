import type { IncomingMessage } from 'node:http';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { problem } from '../../domain/problem.ts';
import type { Accounts } from '../accounts/types.ts';
import type { OfficeConfig } from '../config.ts';
import type { Counters } from '../context.ts';
import { refuseForeignHosts } from './accepted-hosts.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { guardConnections } from './connections.ts';
import { answerProblems, sendProblem } from './errors.ts';
import { answerExpectations, answerGarbage } from './garbage.ts';
import { markAnswers } from './office-mark.ts';
import { readJson } from './read-json.ts';
import { demandSessions, Refusal } from './session-hook.ts';
import { proxiesOf } from './trusted-proxies.ts';

/** Bytes of a JSON body, before and after gunzipping; `_bulk_docs` of a long day offline needs the most. */
export const bodyLimit = 16 * 1024 * 1024;
const callLimit = 1024 * 1024;

/** Routes of the office declare no schemas: `parse` of the door judges what comes in. Without this each start would load two compilers. */
const noSchemas = (): never => {
  throw new Error('no route of the office declares a schema');
};

export type AppParts = {
  readonly config: OfficeConfig;
  readonly log: Logger;
  readonly accounts: Accounts;
  readonly counters: Counters;
  readonly limits: ConnectionLimits;
};

/** The fastify app with everything that holds for every door; the doors themselves are rooms. */
export async function makeApp({ config, log, accounts, counters, limits }: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log as never,
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    bodyLimit: callLimit,
    // Whose word about the address of a request is taken; nobody's unless named (docs/operations.md).
    trustProxy: config.trustedProxies === undefined ? false : [...config.trustedProxies],
    // an upload of a slow link takes long; what takes longer than this is nobody's
    requestTimeout: 30 * 60_000,
    exposeHeadRoutes: false,
    connectionTimeout: 0,
    keepAliveTimeout: 75_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    clientErrorHandler: answerGarbage,
    frameworkErrors: (_error, request, reply) => {
      sendProblem(request as never, reply as never, problem('input.invalid', { where: 'url' }));
    },
    ...(config.tls === null ? {} : { https: { cert: config.tls.cert, key: config.tls.key } as never }),
  }) as unknown as FastifyInstance;

  markAnswers(app);
  answerExpectations(app.server);
  const connections = guardConnections(app, { limits, counters, isProxy: proxiesOf(config.trustedProxies) });
  app.addHook('onResponse', async (request, reply) => {
    counters.requests += 1;
    const line = {
      route: request.routeOptions.url ?? 'none',
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    // 503 is a store that is away: its outage has a line of its own, and every waiting station would add one.
    if (reply.statusCode >= 500 && reply.statusCode !== 503) request.log.error(line, 'answered');
    else request.log.debug(line, 'answered');
  });
  await app.register(cookie);
  await app.register(helmet, securityHeaders(config.tls !== null));
  app.addHook('onRequest', async (_, reply) => {
    reply.header('permissions-policy', unusedByConsole);
  });
  await app.register(compress, { threshold: 1024, encodings: ['gzip', 'identity'], globalDecompression: false });
  acceptJson(app);
  answerProblems(app);
  refuseForeignHosts(app, config);
  demandSessions(app, accounts, config.origins, connections);
  return app;
}

/** One parser for JSON, ours: fastify's own knows neither gzip nor depth, and replaces broken UTF-8 silently. */
function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: { raw: IncomingMessage; routeOptions: { bodyLimit?: number } }, body: Buffer) => {
      if (body.length === 0) return undefined;
      const limit = request.routeOptions.bodyLimit ?? callLimit;
      const read = await readJson(body, request.raw.headers['content-encoding'], limit);
      if (!read.ok) throw new Refusal(read.problem);
      return read.value;
    },
  );
}

/** The office's pages film nothing, record nothing and ask nobody where he is: photos and positions come from stations (helmet has no such header). */
const unusedByConsole = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** The console needs: its own scripts, antd's style elements, pictures as blobs, reports in a frame. Nothing else, from nowhere else. */
function securityHeaders(tls: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'blob:', 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        // The completion report beside what was answered.
        'frame-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: tls ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'no-referrer' as const },
    xFrameOptions: { action: 'deny' as const },
  };
}

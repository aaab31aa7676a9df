import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { problem, worded } from '../../domain/problem.ts';
import type { OfficeConfig } from '../config.ts';
import { problemBody, retryAfter } from './errors.ts';
import { languageOf } from './language.ts';

export type WaitingRoom = {
  /** the port that it listens on, for the office to take over */
  readonly port: number;
  readonly close: () => Promise<void>;
};

/**
 * Answers in the office's place while it waits for its database: 503, its code, and when to ask again, at every address. So a balancer
 * sees at `/healthz` why nothing comes, and a station takes it for the office's own word.
 */
export async function openWaitingRoom({ host, port, tls }: OfficeConfig): Promise<WaitingRoom> {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    const said = worded(problem('office.storeDown', { seconds: retryAfter }), languageOf(request));
    response.writeHead(503, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': String(retryAfter),
      connection: 'close',
    });
    response.end(JSON.stringify(problemBody(request.url ?? '/', said)));
  };
  const server =
    tls === null ? http.createServer(answer) : https.createServer({ cert: tls.cert, key: tls.key }, answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

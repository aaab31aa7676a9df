import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { type Out, packedStream, plainStream } from './packed-stream.ts';

export const takesGzip = (request: { readonly headers: IncomingHttpHeaders }): boolean =>
  /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');

/** Headers now, the body piece by piece. */
export function openStream(raw: ServerResponse, gzip: boolean): Out {
  raw.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // nginx would keep the heartbeats until the answer is whole.
    'x-accel-buffering': 'no',
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  });
  raw.flushHeaders();
  return gzip ? packedStream(raw) : plainStream(raw);
}

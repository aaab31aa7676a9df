import { Agent } from 'undici';
import { mostAnswerBytes } from './decode-body.ts';

/** Kept-alive connections; loaded with the first request, because undici is 30 ms of a start that the lists do not need. */
export const openAgent = (connectMs: number): Agent =>
  new Agent({
    connect: { timeout: connectMs },
    keepAliveTimeout: 60_000,
    connections: 6,
    pipelining: 1,
    maxResponseSize: mostAnswerBytes,
  });

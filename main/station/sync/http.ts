import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Agent } from 'undici';
import { asking } from '../../../bridge/office-mark.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { judgeAnswer, linkFailure } from './judge-answer.ts';
import { makeSizeLimit, type SizeLimit } from './size-limit.ts';

const zip = (bytes: Buffer): Promise<Buffer> => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** path and query at the office's origin */
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string | undefined;
  /** to the response headers; a body on its way up adds its own time */
  readonly timeoutMs?: number;
  /** longest silence inside the answer */
  readonly silenceMs?: number;
  readonly signal?: AbortSignal;
};
export type HttpAnswer = { readonly status: number; readonly json: unknown; readonly tookMs: number };

export type Http = {
  /** An answer of the office. What anything else on the way answers is a problem of the link (ADR 0020). */
  readonly send: (given: HttpRequest) => Promise<Result<HttpAnswer>>;
  /** Does the office answer on a connection made just now? A captive portal is not the office. */
  readonly reaches: () => Promise<boolean>;
  /** the office is heard, and something on the way removes headers that it does not know */
  readonly headersRemoved: () => boolean;
  /** what something on the way lets through of a request */
  readonly sizes: Pick<SizeLimit, 'most' | 'forget'>;
  /** New connections from now on; what waits on the old ones fails at once: behind a silence they may stay deaf for ever. */
  readonly renew: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const timeouts = { connectMs: 8_000, headersMs: 12_000, silenceMs: 12_000, probeMs: 5_000 };
/** The slowest link we still wait for: 32 kbit/s upwards. */
const slowestBytesPerMs = 4;
const worthZipping = 1_000;

/** A word for one request, which only an answer made for it can repeat. */
export const newAsk = (): string => randomBytes(6).toString('base64url');

/**
 * HTTP at one origin: connections kept alive, gzip both ways, a timeout on every wait. Without one a silent link stalls for 90 s
 * without a word (DESIGN §4). Refusals are all of the link: `link.timeout` (nothing came), `link.inBetween` and its kin (something else
 * answered, or altered the answer), `link.officeUnreachable` (everything else of the network).
 */
export function openHttp(origin: string, now: () => number): Http {
  let agent: Agent | null = null;
  let closed = false;
  let headersRemoved = false;
  const sizes = makeSizeLimit(now);

  async function connect(): Promise<Agent> {
    const { openAgent } = await import('./agent.ts');
    agent ??= openAgent(timeouts.connectMs);
    if (closed) await agent.destroy();
    return agent;
  }

  return {
    send: async (given) => {
      const started = now();
      const ask = newAsk();
      try {
        const answer = await exchange(await connect(), origin, given, ask);
        const judged = await judgeAnswer({ ...answer, ask, path: given.path, headersRemoved });
        if (!judged.ok) {
          if (judged.problem.code === 'link.sizeLimited') sizes.refused(answer.sentBytes);
          else headersRemoved = false;
          return judged;
        }
        headersRemoved = judged.value.headersRemoved;
        return ok({ status: judged.value.status, json: judged.value.json, tookMs: now() - started });
      } catch (error) {
        if (given.signal?.aborted) return refused(problem('link.offline'));
        headersRemoved = false;
        return refused(linkFailure(error));
      }
    },
    reaches: async () => {
      const { openAgent } = await import('./agent.ts');
      const fresh = openAgent(timeouts.probeMs);
      const [timeoutMs, silenceMs] = [timeouts.probeMs, timeouts.probeMs];
      const health = { method: 'GET', path: '/healthz', timeoutMs, silenceMs } as const;
      const ask = newAsk();
      try {
        const answer = await exchange(fresh, origin, health, ask);
        const judged = await judgeAnswer({ ...answer, ask, path: health.path, headersRemoved: false });
        return !closed && judged.ok && (judged.value.json as { ok?: unknown } | null)?.ok === true;
      } catch {
        return false;
      } finally {
        await fresh.destroy();
      }
    },
    headersRemoved: () => headersRemoved,
    sizes,
    renew: async () => {
      const old = agent;
      agent = null;
      await old?.destroy();
    },
    close: async () => {
      closed = true;
      await agent?.destroy();
    },
  };
}

type Exchanged = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  /** bytes of the request's body as they travelled */
  readonly sentBytes: number;
};

async function exchange(agent: Agent, origin: string, given: HttpRequest, ask: string): Promise<Exchanged> {
  const json = given.body === undefined ? null : Buffer.from(JSON.stringify(given.body));
  const zipped = json !== null && json.length > worthZipping;
  const body = zipped ? await zip(json) : json;
  const headers: Record<string, string> = { 'accept-encoding': 'gzip' };
  if (body) headers['content-type'] = 'application/json';
  if (zipped) headers['content-encoding'] = 'gzip';
  if (given.token) headers.authorization = `Bearer ${given.token}`;
  const response = await agent.request({
    origin,
    path: asking(given.path, ask),
    method: given.method,
    headers,
    body,
    headersTimeout: (given.timeoutMs ?? timeouts.headersMs) + (body?.length ?? 0) / slowestBytesPerMs,
    bodyTimeout: given.silenceMs ?? timeouts.silenceMs,
    signal: given.signal ?? null,
  });
  const raw = Buffer.from(await response.body.arrayBuffer());
  return { status: response.statusCode, headers: response.headers, raw, sentBytes: body?.length ?? 0 };
}

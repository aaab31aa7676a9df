import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { Agent } from 'undici';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { codeOf } from '../../../storage/flushed-file.ts';

const zip = (bytes: Buffer): Promise<Buffer> => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });
const unzip = promisify(gunzip);

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
  readonly send: (given: HttpRequest) => Promise<Result<HttpAnswer>>;
  /** Does the office answer on a connection made just now? A captive portal is not the office. */
  readonly reaches: () => Promise<boolean>;
  /** New connections from now on; what waits on the old ones fails at once: behind a silence they may stay deaf for ever. */
  readonly renew: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const timeouts = { connectMs: 8_000, headersMs: 12_000, silenceMs: 12_000, probeMs: 5_000 };
/** The slowest link we still wait for: 32 kbit/s upwards. */
const slowestBytesPerMs = 4;
const worthZipping = 1_000;

/**
 * HTTP at one origin: connections kept alive, gzip both ways, a timeout on every wait. Without one a silent link stalls for 90 s
 * without a word (DESIGN §4). Refusals: `link.timeout` (nothing came), `link.officeUnreachable` (everything else of the network).
 */
export function openHttp(origin: string, now: () => number): Http {
  let agent: Agent | null = null;
  let closed = false;

  async function connect(): Promise<Agent> {
    const { openAgent } = await import('./agent.ts');
    agent ??= openAgent(timeouts.connectMs);
    if (closed) await agent.destroy();
    return agent;
  }

  return {
    send: async (given) => {
      const started = now();
      try {
        const { status, bytes } = await exchange(await connect(), origin, given);
        return ok({ status, json: parse(bytes), tookMs: now() - started });
      } catch (error) {
        if (given.signal?.aborted) return refused(problem('link.offline'));
        const timedOut = /TIMEOUT/.test(codeOf(error)) && !/CONNECT/.test(codeOf(error));
        return refused(problem(timedOut ? 'link.timeout' : 'link.officeUnreachable'));
      }
    },
    reaches: async () => {
      const { openAgent } = await import('./agent.ts');
      const fresh = openAgent(timeouts.probeMs);
      const health = {
        method: 'GET',
        path: '/healthz',
        timeoutMs: timeouts.probeMs,
        silenceMs: timeouts.probeMs,
      } as const;
      try {
        const { status, bytes } = await exchange(fresh, origin, health);
        return !closed && status === 200 && (parse(bytes) as { ok?: unknown } | null)?.ok === true;
      } catch {
        return false;
      } finally {
        await fresh.destroy();
      }
    },
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

async function exchange(agent: Agent, origin: string, given: HttpRequest): Promise<{ status: number; bytes: Buffer }> {
  const json = given.body === undefined ? null : Buffer.from(JSON.stringify(given.body));
  const zipped = json !== null && json.length > worthZipping;
  const body = zipped ? await zip(json) : json;
  const headers: Record<string, string> = { 'accept-encoding': 'gzip' };
  if (body) headers['content-type'] = 'application/json';
  if (zipped) headers['content-encoding'] = 'gzip';
  if (given.token) headers.authorization = `Bearer ${given.token}`;
  const response = await agent.request({
    origin,
    path: given.path,
    method: given.method,
    headers,
    body,
    headersTimeout: (given.timeoutMs ?? timeouts.headersMs) + (body?.length ?? 0) / slowestBytesPerMs,
    bodyTimeout: given.silenceMs ?? timeouts.silenceMs,
    signal: given.signal ?? null,
  });
  const raw = Buffer.from(await response.body.arrayBuffer());
  return {
    status: response.statusCode,
    bytes: response.headers['content-encoding'] === 'gzip' ? await unzip(raw) : raw,
  };
}

/** Anything that is not JSON (a captive portal's page) becomes null and fails the caller's shape. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

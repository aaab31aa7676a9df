import type { Readable } from 'node:stream';
import { Agent, request as send } from 'undici';
import { cutText } from '../../domain/text/cut.ts';

/** What CouchDB said when it did not do what was asked. Carries no address and no credentials. */
export class CouchRefusal extends Error {
  override readonly name = 'CouchRefusal';
  readonly status: number;
  readonly error: string;
  readonly reason: string;
  constructor(status: number, error: string, reason: string) {
    super(`CouchDB answered ${status} ${error}: ${reason}`);
    this.status = status;
    this.error = error;
    this.reason = reason;
  }
}

export type CouchRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** below the address, already encoded, without the leading slash */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** asking twice does the same as asking once: sent again when the line breaks */
  readonly idempotent: boolean;
  /** ms until the answer begins, and between its pieces */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** the answer comes when something happens: on a connection of its own, so that no write queues behind those who wait */
  readonly waits?: boolean;
};

/** Bytes of an attachment, up or down; nothing of them is kept in memory. */
export type CouchTransfer = {
  readonly method: 'GET' | 'PUT';
  /** as in `CouchRequest` */
  readonly path: string;
  /** `length` in bytes */
  readonly sent?: { readonly body: Readable; readonly length: number; readonly mediaType: string };
};

export type CouchConnection = {
  /** The parsed answer, whatever its status is below 500; network failures and 5xx are thrown. */
  readonly ask: (request: CouchRequest) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** Never sent again by itself: a body can be read once. Status and stream; `json()` reads what CouchDB said of a refusal. Failures of the network and 5xx are thrown. */
  readonly transfer: (given: CouchTransfer) => Promise<{
    readonly status: number;
    readonly stream: Readable;
    readonly json: () => Promise<unknown>;
  }>;
  /** put before every database name, from `?prefix=` of the address */
  readonly prefix: string;
  readonly close: () => Promise<void>;
};

/** A line that says nothing for this long is broken; scaled up where a body must travel first. */
const patience = 30_000;
const slowestBytesPerMs = 100;
const pauses = [100, 500] as const;
/** CouchDB itself keeps an idle connection for five minutes. */
const keepAliveTimeout = 60_000;

/**
 * Keeps connections to one CouchDB 3.x node or load balancer.
 * @param address `http(s)://user:password@host:port[/path][?prefix=name-]`; the user must be an administrator
 */
export function connect(address: string): CouchConnection {
  const url = new URL(address);
  const base = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  const dispatcher = new Agent({ connections: 128, pipelining: 1, keepAliveTimeout });
  /** As many as there are waiting feeds; the door bounds those. */
  const waiting = new Agent({ connections: null, pipelining: 1, keepAliveTimeout });

  async function once(given: CouchRequest): Promise<{ status: number; body: unknown }> {
    const body = given.body === undefined ? undefined : JSON.stringify(given.body);
    const timeout = (given.timeoutMs ?? patience) + (body?.length ?? 0) / slowestBytesPerMs;
    const query = new URLSearchParams(given.query).toString();
    const answer = await send(`${base}/${given.path}${query && `?${query}`}`, {
      method: given.method,
      dispatcher: given.waits === true ? waiting : dispatcher,
      headers: {
        Accept: 'application/json',
        ...(url.username && { Authorization: authorization }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
      headersTimeout: timeout,
      bodyTimeout: timeout,
      ...(given.signal && { signal: given.signal }),
    });
    const text = await answer.body.text();
    const parsed = parse(text);
    if (answer.statusCode >= 500 || answer.statusCode === 401 || answer.statusCode === 403)
      throw refusalOf(answer.statusCode, parsed);
    // A proxy's page, or CouchDB's error behind rows that it had begun: not an empty answer, which would mean «there is nothing».
    if (answer.statusCode < 300 && parsed === null) throw new CouchRefusal(502, 'not_json', cutText(text, 80));
    return { status: answer.statusCode, body: parsed };
  }

  return {
    prefix: url.searchParams.get('prefix') ?? '',
    async ask(given) {
      for (const pause of given.idempotent ? pauses : []) {
        try {
          return await once(given);
        } catch (error) {
          if (given.signal?.aborted || !passes(error)) throw error;
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
      return once(given);
    },
    async transfer({ method, path, sent }) {
      const timeout = patience + (sent?.length ?? 0) / slowestBytesPerMs;
      const answer = await send(`${base}/${path}`, {
        method,
        dispatcher,
        headers: {
          ...(url.username && { Authorization: authorization }),
          ...(sent && { 'Content-Type': sent.mediaType, 'Content-Length': String(sent.length) }),
        },
        ...(sent && { body: sent.body }),
        headersTimeout: timeout,
        bodyTimeout: timeout,
      });
      const json = async (): Promise<unknown> => parse(await answer.body.text());
      if (answer.statusCode >= 500 || answer.statusCode === 401 || answer.statusCode === 403)
        throw refusalOf(answer.statusCode, await json());
      return { status: answer.statusCode, stream: answer.body, json };
    },
    close: async () => void (await Promise.all([dispatcher.destroy(), waiting.destroy()])),
  };
}

/** Makes an answer that is not what was hoped for into something to throw. */
export function refusalOf(status: number, body: unknown): CouchRefusal {
  const { error, reason } = (body ?? {}) as { error?: unknown; reason?: unknown };
  return new CouchRefusal(status, String(error ?? 'unknown'), String(reason ?? ''));
}

/** A broken line and an overloaded node pass; wrong credentials do not. */
const passes = (error: unknown): boolean => !(error instanceof CouchRefusal) || error.status >= 500;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import type { Readable } from 'node:stream';
import { Agent, request as send } from 'undici';
import { cutText } from '../../domain/text/cut.ts';
import { DatabaseUnavailable, type Standing } from '../database/unavailable.ts';
import { type Login, readCouchAddress } from './address.ts';
import { patience } from './limits.ts';
import { type LetIn, said, watchStanding } from './standing.ts';

/** CouchDB's refusal of a request that cannot be done, however often it is asked. Carries no address and no credentials. */
export class CouchRefusal extends Error {
  override readonly name = 'CouchRefusal';
  readonly status: number;
  readonly error: string;
  readonly reason: string;
  constructor(status: number, error: string, reason: string) {
    super(sentence(status, error, reason));
    this.status = status;
    this.error = error;
    this.reason = reason;
  }
}

const sentence = (status: number, error: string, reason: string): string =>
  `CouchDB answered ${status} ${error}: ${reason}`;

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
  /** The parsed answer, whatever its status is below 500. @throws DatabaseUnavailable for failures of the line, 5xx, 401 and 403 */
  readonly ask: (request: CouchRequest) => Promise<{ readonly status: number; readonly body: unknown }>;
  /**
   * Never sent again by itself: a body can be read once. Status and stream; `json()` reads what CouchDB said of a refusal. Throws as `ask`
   * does.
   */
  readonly transfer: (given: CouchTransfer) => Promise<{
    readonly status: number;
    readonly stream: Readable;
    readonly json: () => Promise<unknown>;
  }>;
  /** put before every database name, from `?prefix=` of the address */
  readonly prefix: string;
  readonly standing: () => Standing;
  /**
   * Finds a CouchDB there and credentials that it lets in.
   * @throws DatabaseUnavailable when nothing answers yet
   * @throws TypeError when what answers is no CouchDB, or lets nobody in; the message is for the person at the terminal
   */
  readonly enter: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ConnectionParts = {
  /** Credentials that go before those of the address, read anew each time: null, there are none now. */
  readonly login?: () => Promise<Login | null>;
  /** hears of every outage twice: when it begins, and when it is over */
  readonly told?: (standing: Standing, before: Standing) => void;
};

const slowestBytesPerMs = 100;
const pauses = [100, 500] as const;
/** CouchDB itself keeps an idle connection for five minutes. */
const keepAliveTimeout = 60_000;
/** Statuses that a balancer or a node answers in place of a CouchDB that is not there. */
const gone: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Keeps connections to one CouchDB 3.x node or load balancer.
 * @param address see `readCouchAddress`; the user must be an administrator
 */
export function connect(
  address: string,
  { login: moreLogin, told = () => undefined }: ConnectionParts = {},
): CouchConnection {
  const { base, login: own, prefix } = readCouchAddress(address);
  const dispatcher = new Agent({ connections: 128, pipelining: 1, keepAliveTimeout });
  /** As many as there are waiting feeds; the door bounds those. */
  const waiting = new Agent({ connections: null, pipelining: 1, keepAliveTimeout });

  async function sign(): Promise<void> {
    // A connection of its own: those that are open may be the ones that hang.
    const lone = new Agent({ connections: 1, connectTimeout: patience.sign });
    try {
      const answer = await send(`${base}/_up`, {
        method: 'GET',
        dispatcher: lone,
        headers: { Accept: 'application/json' },
        signal: AbortSignal.timeout(patience.sign),
      });
      await answer.body.dump();
      if (gone.has(answer.statusCode)) throw new Error(`it answers ${answer.statusCode}`);
    } finally {
      await lone.destroy();
    }
  }

  async function knock(login: Login): Promise<LetIn> {
    const answer = await send(`${base}/_session`, {
      method: 'GET',
      dispatcher,
      headers: { Accept: 'application/json', Authorization: authorizationOf(login) },
      headersTimeout: patience.sign * 2,
      bodyTimeout: patience.sign * 2,
    });
    const body = parse(await answer.body.text()) as {
      userCtx?: { roles?: readonly string[] };
      error?: string;
      reason?: string;
    } | null;
    if (answer.statusCode === 200 && body?.userCtx?.roles?.includes('_admin')) return 'in';
    if (answer.statusCode === 403)
      return { kind: 'locked', said: sentence(403, body?.error ?? '', body?.reason ?? '') };
    if (answer.statusCode === 401)
      return { kind: 'refused', said: sentence(401, body?.error ?? '', body?.reason ?? '') };
    if (answer.statusCode === 200 && body?.userCtx !== undefined)
      return { kind: 'refused', said: `${login.username} is no administrator of this CouchDB` };
    throw new Error(sentence(answer.statusCode, String(body?.error ?? 'unknown'), String(body?.reason ?? '')));
  }

  const logins = async (): Promise<readonly Login[]> => {
    const more = (await moreLogin?.()) ?? null;
    return [more, own].flatMap((one) => one ?? []);
  };
  const watch = watchStanding({ first: own, sign, knock, logins, told });

  /** Makes a request, and gives it up when CouchDB goes down under it; a long silence makes us look whether it did. */
  async function guarded<T>(
    { waits, signal }: Pick<CouchRequest, 'waits' | 'signal'>,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    await watch.demand();
    const over = new AbortController();
    const stop = (): void => over.abort(signal?.reason);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    watch.underWay.add(over);
    const silent = waits === true ? undefined : setInterval(() => void watch.suspect(), patience.silence);
    try {
      return await run(over.signal);
    } finally {
      clearInterval(silent);
      watch.underWay.delete(over);
      signal?.removeEventListener('abort', stop);
    }
  }

  async function once(given: CouchRequest): Promise<{ status: number; body: unknown }> {
    const body = given.body === undefined ? undefined : JSON.stringify(given.body);
    const timeout = (given.timeoutMs ?? patience.answer) + (body?.length ?? 0) / slowestBytesPerMs;
    const query = new URLSearchParams(given.query).toString();
    return guarded(given, async (signal) => {
      const used = watch.login();
      const answer = await send(`${base}/${given.path}${query && `?${query}`}`, {
        method: given.method,
        dispatcher: given.waits === true ? waiting : dispatcher,
        headers: {
          Accept: 'application/json',
          ...(used && { Authorization: authorizationOf(used) }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
        headersTimeout: timeout,
        bodyTimeout: timeout,
        signal,
      });
      const text = await answer.body.text();
      const parsed = parse(text);
      throwTrouble(answer.statusCode, parsed, used);
      // A proxy's page, or CouchDB's error behind rows that it had begun: not an empty answer, which would mean «there is nothing».
      if (answer.statusCode < 300 && parsed === null) throw new Trouble(502, 'not_json', cutText(text, 80));
      return { status: answer.statusCode, body: parsed };
    });
  }

  function throwTrouble(status: number, body: unknown, used: Login | null): void {
    if (status < 500 && status !== 401 && status !== 403) return;
    const { error, reason } = (body ?? {}) as { error?: unknown; reason?: unknown };
    const trouble = new Trouble(status, String(error ?? 'unknown'), String(reason ?? ''));
    if (status < 500) watch.refuse(used, trouble.message);
    throw trouble;
  }

  /** The error to throw in the end: it says whose fault it is, and whether the log has it already. */
  async function explained(error: unknown, signal?: AbortSignal): Promise<unknown> {
    if (error instanceof DatabaseUnavailable || signal?.aborted) return error;
    const isLine = !(error instanceof Trouble) || gone.has(error.status);
    if (isLine) await watch.suspect();
    return new DatabaseUnavailable(said(error), { told: watch.now().kind !== 'up', cause: error });
  }

  return {
    prefix,
    standing: watch.now,
    async enter() {
      const answer = await send(`${base}/`, {
        method: 'GET',
        dispatcher,
        headers: { Accept: 'application/json' },
        headersTimeout: patience.sign * 2,
        bodyTimeout: patience.sign * 2,
      }).catch((error: unknown) => {
        throw new DatabaseUnavailable(said(error), { told: false, cause: error });
      });
      const text = await answer.body.text();
      if (gone.has(answer.statusCode))
        throw new DatabaseUnavailable(`it answers ${answer.statusCode}`, { told: false });
      const body = parse(text) as { couchdb?: unknown; error?: unknown } | null;
      // With `require_valid_user` a stranger is told nothing but this.
      const isCouch = body?.couchdb === 'Welcome' || (answer.statusCode === 401 && body?.error === 'unauthorized');
      if (!isCouch) throw new TypeError(`what answers at ${base} is no CouchDB (status ${answer.statusCode})`);
      await watch.enter().catch((error: unknown) => {
        if (error instanceof TypeError || error instanceof DatabaseUnavailable) throw error;
        throw new DatabaseUnavailable(said(error), { told: false, cause: error });
      });
    },
    async ask(given) {
      for (const pause of given.idempotent ? pauses : []) {
        try {
          return await once(given);
        } catch (error) {
          if (given.signal?.aborted || !passes(error)) throw await explained(error, given.signal);
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
      return once(given).catch(async (error: unknown) => {
        throw await explained(error, given.signal);
      });
    },
    async transfer({ method, path, sent }) {
      const timeout = patience.answer + (sent?.length ?? 0) / slowestBytesPerMs;
      const run = (signal: AbortSignal) => {
        const used = watch.login();
        return send(`${base}/${path}`, {
          method,
          dispatcher,
          headers: {
            ...(used && { Authorization: authorizationOf(used) }),
            ...(sent && { 'Content-Type': sent.mediaType, 'Content-Length': String(sent.length) }),
          },
          ...(sent && { body: sent.body }),
          headersTimeout: timeout,
          bodyTimeout: timeout,
          signal,
        }).then(async (answer) => {
          const json = async (): Promise<unknown> => parse(await answer.body.text());
          const { statusCode: status } = answer;
          if (status >= 500 || status === 401 || status === 403) throwTrouble(status, await json(), used);
          return { status, stream: answer.body as Readable, json };
        });
      };
      return guarded({}, run).catch(async (error: unknown) => {
        throw await explained(error);
      });
    },
    close: async () => {
      watch.close();
      await Promise.all([dispatcher.destroy(), waiting.destroy()]);
    },
  };
}

/** A refusal that is CouchDB's own trouble, or ours with it, and not of what was asked. */
class Trouble extends CouchRefusal {}

/** Makes an answer that is not what was hoped for into something to throw. */
export function refusalOf(status: number, body: unknown): Error {
  const { error, reason } = (body ?? {}) as { error?: unknown; reason?: unknown };
  const words = [String(error ?? 'unknown'), String(reason ?? '')] as const;
  return status < 500
    ? new CouchRefusal(status, ...words)
    : new DatabaseUnavailable(sentence(status, ...words), { told: false });
}

const authorizationOf = ({ username, password }: Login): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** A broken line and an overloaded node pass; wrong credentials do not, nor does an outage that is known. */
const passes = (error: unknown): boolean =>
  !(error instanceof DatabaseUnavailable) && (!(error instanceof CouchRefusal) || error.status >= 500);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

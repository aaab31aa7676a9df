import type { Readable } from 'node:stream';
import { Agent, request as send } from 'undici';
import { DatabaseUnavailable, type Standing } from '../database/unavailable.ts';
import { type Login, readCouchAddress } from './address.ts';
import { CouchRefusal, ForeignAnswer, isSign, parse, readAnswer, type Shape, sentence, Trouble } from './answers.ts';
import { patience, unprovenAtOnce } from './limits.ts';
import { type LetIn, said, watchStanding } from './standing.ts';
import { boundUnproven } from './unproven.ts';

export type CouchRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** below the address, already encoded, without the leading slash */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** what an answer below 300 looks like when it is CouchDB's, see `shapes` */
  readonly shape: Shape;
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
  /**
   * The parsed answer in CouchDB's own form, whatever its status is below 500.
   * @throws DatabaseUnavailable for failures of the line, 5xx, 401 and 403, and for what something else answered in CouchDB's place
   */
  readonly ask: (request: CouchRequest) => Promise<{ readonly status: number; readonly body: unknown }>;
  /**
   * Never sent again by itself: a body can be read once. Status and stream; `json()` reads what CouchDB said, of one kind below 300, of
   * refusals above. Throws as `ask` does, and so does `json`. What a stream of 200 holds has to be compared by whoever reads it.
   */
  readonly transfer: (given: CouchTransfer) => Promise<{
    readonly status: number;
    readonly stream: Readable;
    readonly json: (shape: Shape) => Promise<unknown>;
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
      const text = await answer.body.text();
      if (gone.has(answer.statusCode)) throw new Error(`it answers ${answer.statusCode}`);
      // Behind a balancer that answers for it there may be no CouchDB at all.
      if (!isSign(answer.statusCode, text)) throw new ForeignAnswer(answer.statusCode, text);
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
    const body = readAnswer(answer.statusCode, await answer.body.text(), isSession) as {
      userCtx?: { roles?: readonly string[] };
      error?: string;
      reason?: string;
    };
    if (answer.statusCode === 200 && body.userCtx?.roles?.includes('_admin')) return 'in';
    if (answer.statusCode === 200)
      return { kind: 'refused', said: `${login.username} is no administrator of this CouchDB` };
    const words = sentence(answer.statusCode, String(body.error ?? 'unknown'), String(body.reason ?? ''));
    if (answer.statusCode === 403) return { kind: 'locked', said: words };
    if (answer.statusCode === 401) return { kind: 'refused', said: words };
    throw new Error(words);
  }

  const logins = async (): Promise<readonly Login[]> => {
    const more = (await moreLogin?.()) ?? null;
    return [more, own].flatMap((one) => one ?? []);
  };
  const watch = watchStanding({ first: own, sign, knock, logins, told });
  /** When something last answered in CouchDB's place: what fails by it within `patience.strange` is the same trouble, and is told once. */
  let strangeAt = Number.NEGATIVE_INFINITY;

  const unproven = boundUnproven({
    most: unprovenAtOnce,
    patience: patience.proof,
    async probe() {
      // Who waits asks again as soon as a question was answered: not by credentials that are refused already.
      if (watch.now().kind !== 'up') return;
      const used = watch.login();
      const answer = used === null ? 'in' : await knock(used).catch(() => null);
      if (answer !== null && answer !== 'in') watch.refuse(used, answer.said);
    },
  });

  /** Sends with the credentials that hold, no more at once than a changed password may refuse. */
  async function signed(
    request: Omit<Parameters<typeof send>[1] & object, 'signal' | 'headers'> & { readonly path: string },
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<{ readonly answer: Awaited<ReturnType<typeof send>>; readonly used: Login | null }> {
    const onItsWay = await unproven.enter(signal);
    try {
      // Those that were sent while this one waited may have been refused.
      if (watch.now().kind !== 'up') await watch.demand();
      const used = watch.login();
      const { path, ...rest } = request;
      const answer = await send(`${base}/${path}`, {
        ...rest,
        headers: { ...headers, ...(used && { Authorization: authorizationOf(used) }) },
        signal,
      });
      if (![401, 403].includes(answer.statusCode)) onItsWay.proven();
      return { answer, used };
    } finally {
      onItsWay.over();
    }
  }

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
      const { answer, used } = await signed(
        {
          path: `${given.path}${query && `?${query}`}`,
          method: given.method,
          dispatcher: given.waits === true ? waiting : dispatcher,
          ...(body !== undefined && { body }),
          headersTimeout: timeout,
          bodyTimeout: timeout,
        },
        { Accept: 'application/json', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        signal,
      );
      // A proxy's page, or CouchDB's error behind rows that it had begun, is not an empty answer, which would mean «there is nothing».
      const parsed = readAnswer(answer.statusCode, await answer.body.text(), given.shape);
      throwTrouble(answer.statusCode, parsed, used);
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
    const isDown = watch.now().kind !== 'up';
    const now = performance.now();
    const isStrange = error instanceof ForeignAnswer;
    const told = isDown || (isStrange && now - strangeAt < patience.strange);
    if (isStrange) strangeAt = now;
    return new DatabaseUnavailable(said(error), { told, isDown, cause: error });
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
      if (answer.statusCode >= 500) throw new DatabaseUnavailable(`it answers ${answer.statusCode}`, { told: false });
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
      const run = async (signal: AbortSignal) => {
        const { answer, used } = await signed(
          {
            path,
            method,
            dispatcher,
            ...(sent && { body: sent.body }),
            headersTimeout: timeout,
            bodyTimeout: timeout,
          },
          { ...(sent && { 'Content-Type': sent.mediaType, 'Content-Length': String(sent.length) }) },
          signal,
        );
        const { statusCode: status } = answer;
        const json = (shape: Shape): Promise<unknown> =>
          answer.body.text().then((text) => readAnswer(status, text, shape));
        if (status >= 500 || status === 401 || status === 403) throwTrouble(status, await json(() => true), used);
        return {
          status,
          stream: answer.body as Readable,
          json: (shape: Shape) => json(shape).catch(async (error: unknown) => Promise.reject(await explained(error))),
        };
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

const authorizationOf = ({ username, password }: Login): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** A broken line and an overloaded node pass; wrong credentials do not, nor does an outage that is known. */
const passes = (error: unknown): boolean =>
  !(error instanceof DatabaseUnavailable) && (!(error instanceof CouchRefusal) || error.status >= 500);

const isSession: Shape = (body) => typeof (body as { userCtx?: unknown } | null)?.userCtx === 'object';

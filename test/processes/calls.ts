import { type IncomingHttpHeaders, request } from 'node:http';
import type { ArgumentOf, ValueOf } from '../../bridge/contract.ts';
import type { OfficeCalls, SessionValue } from '../../bridge/office.ts';
import type { StationCalls } from '../../bridge/station.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Result } from '../../domain/result.ts';

export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** One request on a connection of its own, so that a killed process leaves no half-dead pooled socket behind. */
export function http(
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string | Buffer;
    readonly timeoutMs?: number;
  } = {},
): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body, timeoutMs = 60_000 } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, headers: { ...headers, connection: 'close' }, timeout: timeoutMs },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
        );
        answer.on('error', reject);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

async function post(url: string, token: string | null, argument: unknown): Promise<Result<unknown>> {
  const answer = await http(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(argument),
  });
  return JSON.parse(answer.body.toString('utf8')) as Result<unknown>;
}

/** A refusal where the test expected an answer. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(name: string, problem: Problem) {
    super(`${name}: ${problem.code} ${JSON.stringify(problem.details)}`);
    this.problem = problem;
  }
}

function unwrap<V>(name: string, answer: Result<unknown>): V {
  if (!answer.ok) throw new Refused(name, answer.problem);
  return answer.value as V;
}

/** `call` answers the value and throws `Refused`; `ask` answers the whole result. */
export type StationClient = {
  readonly ask: <N extends keyof StationCalls>(
    name: N,
    argument: ArgumentOf<StationCalls[N]>,
  ) => Promise<Result<ValueOf<StationCalls[N]>>>;
  readonly call: <N extends keyof StationCalls>(
    name: N,
    argument: ArgumentOf<StationCalls[N]>,
  ) => Promise<ValueOf<StationCalls[N]>>;
};

export function stationClient(url: () => string, token: string): StationClient {
  const ask = (name: string, argument: unknown) => post(`${url()}/call/${name}`, token, argument);
  return {
    ask: ask as StationClient['ask'],
    call: async (name, argument) => unwrap(name, await ask(name, argument)),
  };
}

export type OfficeClient = {
  readonly session: SessionValue;
  readonly ask: <N extends keyof OfficeCalls>(
    name: N,
    argument: ArgumentOf<OfficeCalls[N]>,
  ) => Promise<Result<ValueOf<OfficeCalls[N]>>>;
  readonly call: <N extends keyof OfficeCalls>(
    name: N,
    argument: ArgumentOf<OfficeCalls[N]>,
  ) => Promise<ValueOf<OfficeCalls[N]>>;
  /** any other door of the office, with the bearer */
  readonly get: (path: string) => Promise<HttpAnswer>;
};

/** Signs in and keeps the bearer; sessions survive a restart of the office. */
export async function officeClient(url: () => string, username: string, password = 'linework'): Promise<OfficeClient> {
  const signedIn = await post(`${url()}/api/session`, null, { username, password });
  const session = unwrap<SessionValue>('session', signedIn);
  const ask = (name: string, argument: unknown) => post(`${url()}/api/call/${name}`, session.token, argument);
  return {
    session,
    ask: ask as OfficeClient['ask'],
    call: async (name, argument) => unwrap(name, await ask(name, argument)),
    get: (path) => http(`${url()}${path}`, { headers: { authorization: `Bearer ${session.token}` } }),
  };
}

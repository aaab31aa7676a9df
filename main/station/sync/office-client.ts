import { SessionArgument, type SessionValue } from '../../../bridge/office.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { OfficeClient } from '../context.ts';
import type { Http, HttpAnswer, HttpRequest } from './http.ts';
import { readAnswer, wantsSignIn } from './office-answer.ts';

/** Who this device is to the office. */
export type Identity = { readonly deviceId: string; readonly deviceCredential: string };

export type OfficeDoor = OfficeClient & {
  /** A request with the bearer; a 401 is tried once more with a fresh one. */
  readonly send: (given: Omit<HttpRequest, 'token'>) => Promise<Result<HttpAnswer>>;
  readonly reaches: Http['reaches'];
  readonly renew: Http['renew'];
  readonly headersRemoved: Http['headersRemoved'];
  readonly sizes: Http['sizes'];
  /** After a sign-in the token comes with its answer. */
  readonly setToken: (token: string) => void;
};

export type DoorOptions = {
  readonly http: Http;
  readonly url: string;
  readonly identity: () => Identity | null;
  /** The office refused the device credential: only a sign-in helps (or nothing, for a revoked device). */
  readonly rejected: (given: Problem, deviceCredential: string) => void;
  readonly refreshed: (session: SessionValue) => void;
};

/** `POST /api/session`: the first sign-in enrols the device, a later one proves the password again. */
export async function signInAtOffice(
  http: Http,
  given: {
    username: string;
    password: string;
    device: { deviceId: string; label: string; credential?: string | undefined };
  },
): Promise<Result<SessionValue>> {
  const answer = await http.send({
    method: 'POST',
    path: '/api/session',
    body: SessionArgument.parse(given),
    timeoutMs: 8_000,
  });
  if (!answer.ok) return answer;
  return readAnswer(answer.value) as Result<SessionValue>;
}

/** The office's doors with the technician's bearer, refreshed by the device credential when it has expired. */
export function openDoor({ http, url, identity, rejected, refreshed }: DoorOptions): OfficeDoor {
  let token: string | null = null;
  let refreshing: { readonly who: string; readonly answer: Promise<Result<string> | null> } | null = null;

  /** null: meanwhile another technician sits here, or the same with another credential; nothing of the answer is his. */
  async function refresh({ deviceId, deviceCredential }: Identity): Promise<Result<string> | null> {
    const body = { deviceId, deviceCredential };
    const answer = await http.send({ method: 'POST', path: '/api/session/refresh', body });
    if (identity()?.deviceCredential !== deviceCredential) return null;
    if (!answer.ok) return answer;
    const read = readAnswer(answer.value);
    if (!read.ok) {
      if (wantsSignIn(read.problem.code) || read.problem.code === 'session.deviceRevoked')
        rejected(read.problem, deviceCredential);
      return read;
    }
    const session = read.value as SessionValue;
    token = session.token;
    refreshed(session);
    return ok(session.token);
  }

  async function fresh(): Promise<Result<string>> {
    for (;;) {
      if (token !== null) return ok(token);
      const who = identity();
      if (!who) return refused(problem('session.required'));
      if (refreshing?.who !== who.deviceCredential) refreshing = { who: who.deviceCredential, answer: refresh(who) };
      const asked = refreshing;
      const answer = await asked.answer.finally(() => {
        if (refreshing === asked) refreshing = null;
      });
      if (answer !== null) return answer;
    }
  }

  async function send(given: Omit<HttpRequest, 'token'>): Promise<Result<HttpAnswer>> {
    for (let tries = 0; ; tries += 1) {
      const bearer = await fresh();
      if (!bearer.ok) return bearer;
      const answer = await http.send({ ...given, token: bearer.value });
      if (!answer.ok || answer.value.status !== 401 || tries > 0) return answer;
      if (token === bearer.value) token = null;
    }
  }

  return {
    url,
    send,
    reaches: http.reaches,
    renew: http.renew,
    headersRemoved: http.headersRemoved,
    sizes: http.sizes,
    setToken: (given) => {
      token = given;
    },
    authorization: async () => {
      const bearer = await fresh();
      return bearer.ok ? ok(`Bearer ${bearer.value}`) : bearer;
    },
    forgetAuthorization: () => {
      token = null;
    },
    call: async (name, argument) => {
      const answer = await send({ method: 'POST', path: `/api/call/${name}`, body: argument });
      return (answer.ok ? readAnswer(answer.value) : answer) as never;
    },
  };
}

import { createHash } from 'node:crypto';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { Accounts, Actor } from '../accounts/types.ts';

/** Doors of other people's clients: CouchDB's replicator, PouchDB, nano and curl put name and password into the address. */
const doors = ['/db/', '/tmf-api/'];
const mostKept = 1_000;

export type BasicSessions = (authorization: string, url: string, address: string) => Promise<Result<Actor>>;

/**
 * `Authorization: Basic`, at those doors only. Checking a password costs tens of ms and a try: it is done once, what follows goes by the
 * session that it opened, until that ends (its time, a changed password, a disabled account).
 */
export function basicSessions(accounts: Pick<Accounts, 'signIn' | 'actorOf'>): BasicSessions {
  /** by the hash of the header; requests that come together sign in once */
  const kept = new Map<string, Promise<Result<string>>>();

  async function signIn(authorization: string, address: string): Promise<Result<string>> {
    const given = Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8');
    const colon = given.indexOf(':');
    if (colon < 1) return refused(problem('session.required'));
    const signed = await accounts.signIn({
      username: given.slice(0, colon),
      password: given.slice(colon + 1),
      address,
    });
    return signed.ok ? ok(signed.value.token) : signed;
  }

  function tokenFor(key: string, authorization: string, address: string): Promise<Result<string>> {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const forget = (): void => void kept.delete(key);
    const asked = signIn(authorization, address);
    void asked.then((token) => token.ok || forget(), forget);
    for (const oldest of kept.keys()) {
      if (kept.size < mostKept) break;
      kept.delete(oldest);
    }
    kept.set(key, asked);
    return asked;
  }

  return async (authorization, url, address) => {
    if (!doors.some((door) => url.startsWith(door)) || authorization.length > 1_000)
      return refused(problem('session.required'));
    const key = createHash('sha256').update(authorization).digest('hex');
    const before = kept.get(key);
    const token = await tokenFor(key, authorization, address);
    if (!token.ok) return token;
    const actor = await accounts.actorOf(token.value, 'bearer');
    if (actor.ok || before === undefined || actor.problem.code !== 'session.required') return actor;
    if (kept.get(key) === before) kept.delete(key);
    const fresh = await tokenFor(key, authorization, address);
    return fresh.ok ? accounts.actorOf(fresh.value, 'bearer') : fresh;
  };
}

import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { ArgumentOf, ValueOf } from '../../bridge/contract.ts';
import type { OfficeCalls, SessionValue } from '../../bridge/office.ts';
import type { Result } from '../../domain/result.ts';
import { couchDatabases } from '../../sync-server/couchdb/couch-databases.ts';
import type { Databases } from '../../sync-server/database/types.ts';
import { startCouchLike } from '../fixtures/couchdb-like/server.ts';
import { http, Refused } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';

/** Several office processes on one CouchDB: a real one when `COUCHDB_URL` is set, else the strict server of the fixtures. */
export type Offices = {
  readonly all: readonly OfficeProcess[];
  readonly databases: Databases;
  readonly signIn: (office: number, body: object) => Promise<SessionValue>;
  readonly ask: <N extends keyof OfficeCalls>(
    office: number,
    token: string,
    name: N,
    argument: ArgumentOf<OfficeCalls[N]>,
  ) => Promise<Result<ValueOf<OfficeCalls[N]>>>;
  /**
   * As a client behind a load balancer: at the office given, and where it does not answer at the next, with the same argument.
   * @throws `Refused`
   */
  readonly call: <N extends keyof OfficeCalls>(
    office: number,
    token: string,
    name: N,
    argument: ArgumentOf<OfficeCalls[N]>,
  ) => Promise<ValueOf<OfficeCalls[N]>>;
  readonly close: () => Promise<void>;
};

export async function openOffices(count: number): Promise<Offices> {
  const folder = await temporaryFolder('offices');
  const real = process.env.COUCHDB_URL ? new URL(process.env.COUCHDB_URL) : null;
  real?.searchParams.set('prefix', `t${randomBytes(5).toString('hex')}-`);
  const couch = real === null ? await startCouchLike(path.join(folder.path, 'couch')) : null;
  const url = couch?.url ?? real?.href ?? '';
  const start = (n: number) =>
    startOffice({ data: path.join(folder.path, `office-${n}`), args: ['--demo', '--empty', '--couchdb', url] });
  // The first has every lease before the others come.
  const first = await start(0);
  const all = [first, ...(await Promise.all(Array.from({ length: count - 1 }, (_, n) => start(n + 1))))];
  const databases = couchDatabases(url);

  async function post<T>(office: number, route: string, token: string | null, body: unknown): Promise<Result<T>> {
    const answer = await http(`${all[office % count]?.url}${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return JSON.parse(answer.body.toString('utf8')) as Result<T>;
  }
  const ask: Offices['ask'] = (office, token, name, argument) => post(office, `/api/call/${name}`, token, argument);

  return {
    all,
    databases,
    ask,
    signIn: async (office, body) => {
      const answer = await post<SessionValue>(office, '/api/session', null, body);
      if (!answer.ok) throw new Refused('session', answer.problem);
      return answer.value;
    },
    call: async (office, token, name, argument) => {
      for (let tries = 0; ; tries += 1) {
        // What broke is no answer: the same is asked again elsewhere.
        const answer = await ask(office + tries, token, name, argument).catch((error: unknown) => {
          if (tries > 2 * count) throw error;
          return null;
        });
        if (answer?.ok === true) return answer.value;
        if (answer !== null) throw new Refused(name, answer.problem);
      }
    },
    close: async () => {
      for (const office of all) await office.stop();
      if (real !== null) await dropAll(real, await databases.list());
      await databases.close();
      await couch?.close();
      await folder.remove();
    },
  };
}

async function dropAll(real: URL, names: readonly string[]): Promise<void> {
  const login = Buffer.from(`${real.username}:${real.password}`).toString('base64');
  for (const name of names)
    await fetch(`${real.origin}/${real.searchParams.get('prefix')}${name}`, {
      method: 'DELETE',
      headers: { Authorization: `Basic ${login}` },
    });
}

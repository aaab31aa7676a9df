import { randomBytes } from 'node:crypto';

/** The CouchDB of `COUCHDB_URL` for one run: databases under a prefix of its own, dropped at the end. */
export type CouchOfRun = {
  /** with credentials and prefix */
  readonly url: string;
  /** for an office of this run */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

/** Null: none is given, and the run's office keeps its embedded store. */
export function couchOfRun(given = process.env.COUCHDB_URL ?? ''): CouchOfRun | null {
  if (given === '') return null;
  const url = new URL(given);
  const prefix = `run${randomBytes(5).toString('hex')}-`;
  url.searchParams.set('prefix', prefix);
  const login = Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString(
    'base64',
  );
  const headers = { authorization: `Basic ${login}`, accept: 'application/json' };
  return {
    url: url.href,
    env: { COUCHDB_URL: url.href },
    close: async () => {
      const names = (await (await fetch(`${url.origin}/_all_dbs`, { headers })).json()) as readonly string[];
      for (const name of names.filter((one) => one.startsWith(prefix)))
        await fetch(`${url.origin}/${encodeURIComponent(name)}`, { method: 'DELETE', headers });
    },
  };
}

/** The CouchDB of `COUCHDB_URL`, for the tests that otherwise run on a server of its requests and answers; null: none is given. */
export const givenCouchUrl = (): string | null => process.env.COUCHDB_URL || null;

/**
 * Takes a given CouchDB for one office. It must be empty: what it holds afterwards is ours, and thrown away at the end.
 * @param url with an administrator's credentials in it
 * @throws where it holds databases already
 */
export async function takeCouch(url: string): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const { username, password, origin } = new URL(url);
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
  const ask = async (path: string, method = 'GET'): Promise<unknown> => {
    const answer = await fetch(new URL(path, origin), {
      method,
      headers: { authorization, accept: 'application/json' },
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.json();
  };
  const ours = async (): Promise<readonly string[]> =>
    ((await ask('/_all_dbs')) as string[]).filter((name) => !name.startsWith('_'));
  const found = await ours();
  if (found.length > 0)
    throw new Error(`COUCHDB_URL is not empty (${found.length} databases): these tests take it whole`);
  return {
    url,
    close: async () => {
      for (const name of await ours()) await ask(`/${encodeURIComponent(name)}`, 'DELETE');
    },
  };
}

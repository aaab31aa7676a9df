import { setTimeout as pause } from 'node:timers/promises';
import { startCouchLike } from '../fixtures/couchdb-like/server.ts';
import { givenCouchUrl, takeCouch } from './given-couchdb.ts';

/** A CouchDB whose password can be changed: the one of `COUCHDB_URL`, set back at the end, else the stand-in. */
export type CouchUnderTest = {
  readonly url: string;
  readonly changePassword: (password: string) => Promise<void>;
  /** `[couchdb] max_document_size`, bytes */
  readonly limitDocuments: (bytes: number) => Promise<void>;
  /** how many requests were refused for their credentials; 0 where that cannot be seen */
  readonly refused: () => number;
  readonly close: () => Promise<void>;
};

export async function couchUnderTest(folder: string): Promise<CouchUnderTest> {
  const given = givenCouchUrl();
  if (given === null) {
    const couch = await startCouchLike(folder);
    return {
      url: couch.url,
      changePassword: async (password) => couch.changePassword(password),
      limitDocuments: async (bytes) => couch.limitDocuments(bytes),
      refused: () => couch.log.filter((line) => line.startsWith('401')).length,
      close: couch.close,
    };
  }
  const { username, password: first, origin } = new URL(given);
  let now = first;
  async function changePassword(password: string): Promise<void> {
    const authorization = `Basic ${Buffer.from(`${username}:${now}`).toString('base64')}`;
    const answer = await fetch(`${origin}/_node/_local/_config/admins/${username}`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(password),
    });
    if (!answer.ok) throw new Error(`the password was not changed: ${answer.status}`);
    now = password;
    // The node hashes it in its own time.
    for (let tries = 0; tries < 4; tries += 1) {
      await pause(500);
      const login = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      if ((await fetch(`${origin}/_session`, { headers: { authorization: login } })).ok) return;
    }
    throw new Error('the new password is not taken');
  }
  const usual = 8_000_000;
  async function limitDocuments(bytes: number): Promise<void> {
    const authorization = `Basic ${Buffer.from(`${username}:${now}`).toString('base64')}`;
    const answer = await fetch(`${origin}/_node/_local/_config/couchdb/max_document_size`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(String(bytes)),
    });
    if (!answer.ok) throw new Error(`the limit was not changed: ${answer.status}`);
  }
  const taken = await takeCouch(given);
  return {
    url: given,
    changePassword,
    limitDocuments,
    refused: () => 0,
    close: async () => {
      if (now !== first) await changePassword(first);
      await limitDocuments(usual);
      await taken.close();
    },
  };
}

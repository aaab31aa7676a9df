import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, writeFlushed } from '../../storage/flushed-file.ts';
import { type Login, readLogin } from './address.ts';

/** Where `couchdb-credentials` leaves what goes before the credentials of the address: `user:password` in its first line. */
const credentialsFile = (data: string): string => path.join(data, 'couchdb-credentials');

/** Reads them anew at each call: a running office takes what was put there meanwhile. */
export const loginIn = (data: string) => async (): Promise<Login | null> => {
  const text = await readFile(credentialsFile(data), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  return text === null ? null : readLogin(text);
};

/** Leaves credentials for the office of this data folder, readable by its owner alone. */
export const leaveLogin = (data: string, { username, password }: Login): Promise<void> =>
  writeFlushed(credentialsFile(data), `${username}:${password}\n`);

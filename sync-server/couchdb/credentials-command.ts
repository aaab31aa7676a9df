import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { makeFlushedFolder } from '../../storage/flushed-file.ts';
import { readLogin } from './address.ts';
import { leaveLogin } from './credentials-file.ts';

/**
 * `couchdb-credentials --data DIR`: reads `user:password` from standard input, where no list of processes shows it, and leaves it for the
 * office of that folder, running or not. A running office that was refused takes it within two seconds.
 */
export async function leaveCouchCredentials(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string', default: 'data/office' } } });
  if (process.stdin.isTTY) process.stderr.write('user:password of the CouchDB, then Enter and Ctrl-D:\n');
  const login = readLogin(await text(process.stdin));
  if (login === null) {
    process.stderr.write('couchdb-credentials: write user:password in one line of standard input\n');
    return 2;
  }
  const data = path.resolve(values.data);
  await makeFlushedFolder(data);
  await leaveLogin(data, login);
  process.stdout.write(
    `left for ${login.username} in ${data}: a running office that was refused takes it within two seconds, every other at its next start\n`,
  );
  return 0;
}

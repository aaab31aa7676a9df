import { isWritten, untilWritten } from './database/attempts.ts';
import type { Database } from './database/types.ts';

/**
 * The id of this office's database generation: made once with the databases; a restore makes another. A station that finds another
 * id stops synchronising and asks, because the office it knew was set back or replaced.
 */
export async function readGeneration(office: Database, makeId: () => string): Promise<string> {
  return untilWritten('generation', async () => {
    const stored = await office.get('generation');
    if (typeof stored?.value === 'string') return stored.value;
    const value = makeId();
    const [row] = await office.bulkDocs([{ _id: 'generation', type: 'generation', value }]);
    return isWritten('generation', row) ? value : null;
  });
}

/**
 * An office puts its mark into the database `office` at its first start. One that holds documents and no mark is another application's, on a
 * CouchDB that both use.
 * @throws TypeError; the message is for the person at the terminal
 */
export async function assertOffice(office: Database): Promise<void> {
  if ((await office.get('generation')) !== null) return;
  const rows = await office.allDocs({ limit: 20 });
  // A first start that was killed had its migrations written.
  if (rows.every(({ key }) => key.startsWith('migration:'))) return;
  throw new TypeError(
    'the database `office` of this CouchDB is not of an office: another application uses it. Give the office names of its own by ?prefix=linework- at the end of the address',
  );
}

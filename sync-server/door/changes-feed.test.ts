import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { http } from '../../test/processes/calls.ts';
import { temporaryFolder } from '../../test/processes/temporary-folder.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { streamChanges } from './changes-feed.ts';
import { ChangesQuery } from './queries.ts';

it.each(['longpoll', 'continuous'])('feed=%s does not pass over what it may no longer send', async (feed) => {
  const folder = await temporaryFolder('changes-feed');
  const databases = openEmbeddedDatabases(folder.path);
  const database = await databases.ensure('mailbox');
  await database.bulkDocs(Array.from({ length: 250 }, (_, n) => ({ _id: `d${n}` })));
  const query = ChangesQuery.parse({ feed, include_docs: 'true', timeout: '1000' });
  /** how often the session may still read */
  let may = 0;
  const allowed = (): boolean => {
    may -= 1;
    return may >= 0;
  };
  const server = createServer((_request, raw) => void streamChanges({ database, query, raw, gzip: false, allowed }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  for (may of [0, 1, 2]) {
    const { body } = await http(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const { seqs, last } = read(body.toString('utf8'));
    expect(last).toBe(seqs.at(-1) ?? '0');
    expect(seqs.length).toBeLessThan(250);
  }
  server.close();
  await databases.close();
  await folder.remove();
});

/** The places of the rows of an answer, and the place from which its reader goes on. */
function read(text: string): { readonly seqs: readonly string[]; readonly last: string } {
  type Row = { readonly seq?: string; readonly last_seq?: string; readonly results?: readonly { seq: string }[] };
  const rows = (text.startsWith('{"results"') ? [text] : text.trim().split('\n')).map(
    (line) => JSON.parse(line) as Row,
  );
  const seqs = rows.flatMap(({ seq, results = [] }) => [
    ...(seq === undefined ? [] : [seq]),
    ...results.map((one) => one.seq),
  ]);
  return { seqs, last: rows.at(-1)?.last_seq ?? '' };
}

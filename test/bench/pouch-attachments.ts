import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import httpAdapter from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import { openStore } from '../../storage/open-store.ts';
import { startCouchLike } from '../fixtures/couchdb-like/server.ts';
import { until } from '../processes/poll.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { type LinkCounts, type LinkShape, openBreakingLink } from './breaking-link.ts';

PouchDB.plugin(httpAdapter);

/** The alternative: photos as attachments of documents, pushed by PouchDB live with retries. Ends when all are there or `withinMs` is over. */
export async function pouchAttachments(
  count: number,
  bytes: number,
  shape: LinkShape,
  withinMs: number,
): Promise<LinkCounts & { readonly seconds: number; readonly arrived: number }> {
  const home = await temporaryFolder('bench-pouch');
  const couch = await startCouchLike(join(home.path, 'couch'));
  const { username, password } = new URL(couch.url);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const ask = (path: string, method = 'GET'): Promise<Response> =>
    fetch(new URL(path, `http://${new URL(couch.url).host}`), {
      method,
      headers: { authorization, accept: 'application/json' },
    });
  await ask('/photos', 'PUT');
  const link = await openBreakingLink(couch.url);
  const store = await openStore(join(home.path, 'device'));
  for (let n = 0; n < count; n += 1) {
    const data = randomBytes(bytes).toString('base64');
    await store.put({ _id: `photo-${n}`, _attachments: { photo: { content_type: 'image/jpeg', data } } } as never);
  }
  link.shape(shape);
  const remote = new PouchDB(`${link.url}/photos`, {
    adapter: 'http',
    skip_setup: true,
    fetch: (url: string, options: { headers?: Headers } & RequestInit) => {
      const headers = new Headers(options.headers);
      headers.set('authorization', authorization);
      return fetch(url, { ...options, headers });
    },
  } as never);
  const started = performance.now();
  const running = PouchDB.replicate(store as never, remote, { live: true, retry: true });
  running.on('error', () => undefined);
  const arrived = async (): Promise<number> =>
    ((await (await ask('/photos')).json()) as { doc_count: number }).doc_count;
  await until('every photo', async () => ((await arrived()) === count ? true : null), { withinMs, everyMs: 200 }).catch(
    () => undefined,
  );
  const outcome = { seconds: (performance.now() - started) / 1000, arrived: await arrived(), ...link.counts() };
  running.cancel();
  await link.close();
  await couch.close();
  await store.close();
  await home.remove();
  return outcome;
}

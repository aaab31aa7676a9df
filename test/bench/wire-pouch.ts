import { gzipSync } from 'node:zlib';
import httpAdapter from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import { openStore, type Store } from '../../storage/open-store.ts';
import type { LatencyLink } from './latency-link.ts';
import { notes, type Run, type Session, sinceBeforeLast } from './wire-notes.ts';

PouchDB.plugin(httpAdapter);

const options = (tuned: boolean): Record<string, unknown> => (tuned ? { batch_size: 1000, batches_limit: 1 } : {});

function remotePouch(link: LatencyLink, session: Session, tuned: boolean): { remote: PouchDB; requests: () => number } {
  let requests = 0;
  const counting = (url: string, options: { headers?: Headers } & RequestInit): Promise<Response> => {
    requests += 1;
    const headers = new Headers(options.headers);
    headers.set('authorization', `Bearer ${session.token}`);
    if (!tuned || typeof options.body !== 'string' || options.body.length < 1_000)
      return fetch(url, { ...options, headers });
    headers.set('content-encoding', 'gzip');
    return fetch(url, { ...options, headers, body: gzipSync(options.body) });
  };
  const remote = new PouchDB(`${link.url}/db/${session.mailbox}`, {
    adapter: 'http',
    skip_setup: true,
    fetch: counting,
  });
  return { remote, requests: () => requests };
}

/** PouchDB's own push; `tuned`: gzipped bodies, batches of 1000 (connections are kept and answers gzipped in both). */
export function pouchPush(session: Session, orderIds: readonly string[], count: number, tuned: boolean): Run {
  return async (link, folder) => {
    const { remote, requests } = remotePouch(link, session, tuned);
    const store: Store = await openStore(folder);
    await store.bulkDocs(notes(session, orderIds, count));
    await remote.info();
    // Nothing new: everything is there already, and the checkpoints say so.
    if (count === 0) {
      await store.bulkDocs(notes(session, orderIds, 1));
      await PouchDB.replicate(store, remote);
    }
    const act = async (): Promise<void> => {
      const answer = await PouchDB.replicate(store, remote, options(tuned));
      if (answer.docs_written !== count) throw new Error(`PouchDB wrote ${answer.docs_written} of ${count}`);
    };
    return { requests, act, close: () => store.close() };
  };
}

/** PouchDB's own pull; `again`: once before the clock starts, so that nothing is new. */
export function pouchPull(session: Session, again: boolean, tuned: boolean): Run {
  return async (link, folder) => {
    const { remote, requests } = remotePouch(link, session, tuned);
    const store: Store = await openStore(folder);
    await remote.info();
    const since = await sinceBeforeLast(link, session, 240);
    if (again) await PouchDB.replicate(remote, store, options(tuned));
    const act = async (): Promise<void> => {
      await PouchDB.replicate(remote, store, { ...options(tuned), ...(again ? {} : { since }) });
    };
    return { requests, act, close: () => store.close() };
  };
}

import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { ChangesAnswer, ChangesOptions, Database } from '../database/types.ts';
import { whenGone } from '../http/when-gone.ts';
import { type Out, packedStream, plainStream } from './packed-stream.ts';
import type { ChangesQuery } from './queries.ts';

/** A waiting feed ends after this at the latest, so that sessions and revocations are asked again. */
const longestMs = 5 * 60_000;
const shortestBeatMs = 1000;
const defaultWaitMs = 60_000;

export type Feed = {
  readonly database: Database;
  readonly query: ChangesQuery;
  readonly raw: ServerResponse;
  readonly gzip: boolean;
  /** false: the session may no longer read */
  readonly allowed: () => boolean;
};

const optionsOf = ({ since, limit, include_docs, style }: ChangesQuery) => ({
  since,
  includeDocs: include_docs,
  styleAllDocs: style === 'all_docs',
  ...(limit === undefined ? {} : { limit: Math.max(limit, 1) }),
});

/** Asks as the query says; with `_doc_ids` the limit counts what passes the filter, as CouchDB's does. */
async function ask(database: Database, query: ChangesQuery, waiting: ChangesOptions = {}): Promise<ChangesAnswer> {
  const wanted = query.filter === '_doc_ids' ? new Set(query.doc_ids) : null;
  const { limit, ...options } = optionsOf(query);
  const answer = await database.changes({
    ...options,
    ...waiting,
    ...(limit === undefined || wanted !== null ? {} : { limit }),
  });
  if (wanted === null) return answer;
  const passed = answer.results.filter(({ id }) => wanted.has(id));
  const results = passed.slice(0, limit);
  const last = results.at(-1);
  return results.length === passed.length || last === undefined
    ? { ...answer, results }
    : { results, last_seq: last.seq, pending: passed.length - results.length };
}

/**
 * A limit of 0 brings no row and counts what lies after `since`: CouchDB's replicator asks so how much is left (`get_pending_count` in
 * `couch_replicator_api_wrap.erl`, `limit = 0` in `fabric_view_changes.erl`).
 */
export async function changesNow(database: Database, query: ChangesQuery): Promise<ChangesAnswer> {
  if (query.limit !== 0) return ask(database, query);
  const { limit: _, ...all } = query;
  const left = await ask(database, { ...all, include_docs: false });
  return { results: [], last_seq: query.since === 'now' ? left.last_seq : query.since, pending: left.results.length };
}

/**
 * `longpoll` and `continuous`, written by hand: headers at once (a client's time-out counts to them), a newline as heartbeat,
 * compressed and flushed line by line when the client takes gzip.
 */
export async function streamChanges(feed: Feed): Promise<void> {
  const { raw, query } = feed;
  const out = openStream(raw, feed.gzip);
  const stop = new AbortController();
  whenGone(raw, () => stop.abort());
  const beat =
    query.heartbeat === undefined
      ? null
      : setInterval(() => out.write('\n'), Math.max(query.heartbeat, shortestBeatMs));
  const wait = query.heartbeat === undefined ? Math.min(query.timeout ?? defaultWaitMs, defaultWaitMs) : longestMs;
  try {
    await (query.feed === 'continuous' ? continuous : longpoll)(feed, out, Date.now() + wait, stop.signal);
  } finally {
    if (beat !== null) clearInterval(beat);
    out.end();
  }
}

async function longpoll(
  { database, query, allowed }: Feed,
  out: Out,
  until: number,
  signal: AbortSignal,
): Promise<void> {
  out.write('{"results":[\n');
  let answer: ChangesAnswer = { results: [], last_seq: query.since };
  do {
    answer = await ask(
      database,
      { ...query, since: answer.last_seq },
      { feed: 'longpoll', timeoutMs: turn(until), signal },
    );
  } while (answer.results.length === 0 && Date.now() < until && !signal.aborted && allowed());
  const rows = allowed() ? answer.results.map((row) => JSON.stringify(row)).join(',\n') : '';
  const pending = answer.pending ?? (query.limit === undefined || answer.results.length < query.limit ? 0 : null);
  out.write(`${rows}\n],"last_seq":${JSON.stringify(answer.last_seq)},"pending":${pending}}\n`);
}

async function continuous(
  { database, query, allowed }: Feed,
  out: Out,
  until: number,
  signal: AbortSignal,
): Promise<void> {
  let since = query.since;
  let left = query.limit ?? Number.POSITIVE_INFINITY;
  while (left > 0 && Date.now() < until && !signal.aborted && allowed()) {
    const limit = Math.min(left, 500);
    const answer = await ask(
      database,
      { ...query, since, limit },
      { feed: 'longpoll', timeoutMs: turn(until), signal },
    );
    if (!allowed()) break;
    for (const row of answer.results) out.write(`${JSON.stringify(row)}\n`);
    left -= answer.results.length;
    since = answer.last_seq;
  }
  out.write(`${JSON.stringify({ last_seq: since, pending: 0 })}\n`);
}

/** Wakes now and then to ask whether the session may still read. */
const turn = (until: number): number => Math.max(1, Math.min(until - Date.now(), 10_000));

export const takesGzip = (request: { readonly headers: IncomingHttpHeaders }): boolean =>
  /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');

/** Headers now, the body piece by piece. */
export function openStream(raw: ServerResponse, gzip: boolean): Out {
  raw.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // nginx would keep the heartbeats until the answer is whole.
    'x-accel-buffering': 'no',
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  });
  raw.flushHeaders();
  return gzip ? packedStream(raw) : plainStream(raw);
}

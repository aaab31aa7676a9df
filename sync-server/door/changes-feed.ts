import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { ChangesAnswer, Database } from '../database/types.ts';
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

export const changesNow = (database: Database, query: ChangesQuery): Promise<ChangesAnswer> =>
  database.changes(optionsOf(query));

/**
 * `longpoll` and `continuous`, written by hand: headers at once (a client's time-out counts to them), a newline as heartbeat,
 * compressed and flushed line by line when the client takes gzip.
 */
export async function streamChanges(feed: Feed): Promise<void> {
  const { raw, query } = feed;
  const out = openStream(raw, feed.gzip);
  const stop = new AbortController();
  raw.on('close', () => stop.abort());
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
    answer = await database.changes({
      ...optionsOf({ ...query, since: answer.last_seq }),
      feed: 'longpoll',
      timeoutMs: turn(until),
      signal,
    });
  } while (answer.results.length === 0 && Date.now() < until && !signal.aborted && allowed());
  const rows = allowed() ? answer.results.map((row) => JSON.stringify(row)).join(',\n') : '';
  out.write(`${rows}\n],"last_seq":${JSON.stringify(answer.last_seq)},"pending":${answer.pending ?? 0}}\n`);
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
    const answer = await database.changes({
      ...optionsOf({ ...query, since }),
      limit,
      feed: 'longpoll',
      timeoutMs: turn(until),
      signal,
    });
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
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  });
  raw.flushHeaders();
  return gzip ? packedStream(raw) : plainStream(raw);
}

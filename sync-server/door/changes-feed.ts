import type { ServerResponse } from 'node:http';
import type { ChangesOptions, ChangesRow, Database } from '../database/types.ts';
import { whenGone } from '../http/when-gone.ts';
import type { Turn } from './in-turn.ts';
import { openStream } from './open-stream.ts';
import type { Out } from './packed-stream.ts';
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

const optionsOf = ({ since, include_docs, style }: ChangesQuery) => ({
  since,
  includeDocs: include_docs,
  styleAllDocs: style === 'all_docs',
});

/** Rows that are in memory at once: with documents, up to 64 KB each, a few of them; without, some 100 bytes each. */
const rowsAtOnce = (query: ChangesQuery): number => (query.include_docs ? slice : 500);

type Page = {
  readonly results: readonly ChangesRow[];
  readonly last_seq: string;
  /** null: the store does not say how much is left (the embedded one does not) */
  readonly pending: number | null;
  /** nothing lies behind it, or no more is wanted */
  readonly isLast: boolean;
};

/**
 * One page after `since`, of at most `left` rows. With `_doc_ids` the limit counts what passes the filter, as CouchDB's does, and a page
 * may have no row at all.
 */
async function pageAfter(
  database: Database,
  query: ChangesQuery,
  left: number,
  waiting: ChangesOptions = {},
): Promise<Page> {
  const wanted = query.filter === '_doc_ids' ? new Set(query.doc_ids) : null;
  const limit = wanted === null ? Math.min(left, rowsAtOnce(query)) : rowsAtOnce(query);
  const answer = await database.changes({ ...optionsOf(query), ...waiting, limit });
  const { last_seq, results: all } = answer;
  const isFull = all.length >= limit;
  const pending = answer.pending ?? (isFull ? null : 0);
  if (wanted === null) return { results: all, last_seq, pending, isLast: !isFull || all.length >= left };
  const results = all.filter(({ id }) => wanted.has(id)).slice(0, left);
  const last = results.at(-1);
  if (last === undefined || results.length < left) return { results, last_seq, pending, isLast: !isFull };
  const behind = all.length - 1 - all.indexOf(last);
  return { results, last_seq: last.seq, pending: pending === null ? null : pending + behind, isLast: true };
}

const mostOf = ({ limit }: ChangesQuery): number =>
  limit === undefined ? Number.POSITIVE_INFINITY : Math.max(limit, 1);

/** What lies after `since`, page by page, up to the limit; `first` was read already. */
async function* pagesFrom(
  query: ChangesQuery,
  first: Page,
  read: (query: ChangesQuery, left: number) => Promise<Page>,
): AsyncGenerator<Page> {
  let page = first;
  let left = mostOf(query) - page.results.length;
  yield page;
  while (!page.isLast) {
    page = await read({ ...query, since: page.last_seq }, left);
    left -= page.results.length;
    yield page;
  }
}

const beginning = '{"results":[\n';

type End = Pick<Page, 'last_seq' | 'pending'>;

/** @param since the place that is answered where no page may be sent: what was not sent is not passed over */
async function* rowsAndEnd(
  begin: string,
  since: string,
  pages: AsyncGenerator<Page>,
  allowed: () => boolean,
): AsyncGenerator<string> {
  let before = begin;
  let end: End = { last_seq: since, pending: null };
  for await (const page of pages) {
    if (!allowed()) {
      end = { ...end, pending: null };
      break;
    }
    end = page;
    if (page.results.length > 0) {
      yield before + page.results.map((row) => JSON.stringify(row)).join(',\n');
      before = ',\n';
    }
  }
  if (before !== ',\n') yield before;
  // Absent where it is not known: a station goes by the number of rows then.
  const pending = end.pending === null ? '' : `,"pending":${end.pending}`;
  yield `\n],"last_seq":${JSON.stringify(end.last_seq)}${pending}}\n`;
}

/**
 * `feed=normal`, in pieces. A limit of 0 brings no row and counts what lies after `since`: CouchDB's replicator asks so how much is left
 * (`get_pending_count` in `couch_replicator_api_wrap.erl`, `limit = 0` in `fabric_view_changes.erl`).
 */
export async function* changesNow(database: Database, query: ChangesQuery, turn: Turn): AsyncGenerator<string> {
  const read = (given: ChangesQuery, left: number) => turn(() => pageAfter(database, given, left));
  if (query.limit !== 0) {
    const pages = pagesFrom(query, await read(query, mostOf(query)), read);
    yield* rowsAndEnd(beginning, query.since, pages, () => true);
    return;
  }
  const { limit: _, ...all } = { ...query, include_docs: false };
  let count = 0;
  let last = query.since;
  for await (const page of pagesFrom(all, await read(all, mostOf(all)), read)) {
    count += page.results.length;
    last = page.last_seq;
  }
  yield JSON.stringify({ results: [], last_seq: query.since === 'now' ? last : query.since, pending: count });
}

/** Documents that are in memory at once for one reader: 6 MB at most, and three questions to the store for what a station asks at once. */
export const slice = 100;

/** `_bulk_get`, in pieces, one row for each document asked for, in the same order: CouchDB's replicator goes by the place. */
export async function* bulkGetInPieces(
  database: Database,
  wanted: readonly { readonly id: string; readonly rev?: string }[],
  options: { readonly revs: boolean; readonly latest: boolean },
  turn: Turn,
): AsyncGenerator<string> {
  let before = '{"results":[';
  for (let first = 0; first < wanted.length; first += slice) {
    const rows = await turn(() => database.bulkGet(wanted.slice(first, first + slice), options));
    if (rows.length === 0) continue;
    yield before + rows.map((row) => JSON.stringify(row)).join(',');
    before = ',';
  }
  yield before === ',' ? ']}' : '{"results":[]}';
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
  const beat = query.heartbeat === undefined ? null : setInterval(out.beat, Math.max(query.heartbeat, shortestBeatMs));
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
  let page: Page = { results: [], last_seq: query.since, pending: 0, isLast: true };
  // At once, so that what is between sends the headers on.
  out.write(beginning);
  do {
    const waiting = { feed: 'longpoll', timeoutMs: turnUntil(until), signal } as const;
    page = await pageAfter(database, { ...query, since: page.last_seq }, mostOf(query), waiting);
  } while (page.results.length === 0 && Date.now() < until && !signal.aborted && allowed());
  const read = (given: ChangesQuery, left: number) => pageAfter(database, given, left);
  const pages = pagesFrom(query, page, read);
  for await (const piece of rowsAndEnd('', query.since, pages, () => !signal.aborted && allowed())) {
    out.write(piece);
    await out.taken();
  }
}

async function continuous(
  { database, query, allowed }: Feed,
  out: Out,
  until: number,
  signal: AbortSignal,
): Promise<void> {
  let since = query.since;
  let left = mostOf(query);
  while (left > 0 && Date.now() < until && !signal.aborted && allowed()) {
    const waiting = { feed: 'longpoll', timeoutMs: turnUntil(until), signal } as const;
    const page = await pageAfter(database, { ...query, since }, left, waiting);
    if (!allowed()) break;
    for (const row of page.results) out.write(`${JSON.stringify(row)}\n`);
    await out.taken();
    left -= page.results.length;
    since = page.last_seq;
  }
  out.write(`${JSON.stringify({ last_seq: since, pending: 0 })}\n`);
}

/** Wakes now and then to ask whether the session may still read. */
const turnUntil = (until: number): number => Math.max(1, Math.min(until - Date.now(), 10_000));

import { z } from 'zod';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { PouchDocument } from '../../../storage/open-store.ts';
import { readAnswer } from './office-answer.ts';
import type { OfficeDoor } from './office-client.ts';
import { rowsWithin } from './size-limit.ts';

const Changes = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      seq: z.unknown(),
      changes: z.array(z.object({ rev: z.string() })),
      deleted: z.boolean().optional(),
    }),
  ),
  last_seq: z.union([z.string(), z.number()]),
  pending: z.number().optional(),
});
const Got = z.object({
  results: z.array(
    z.object({ id: z.string(), docs: z.array(z.object({ ok: z.record(z.string(), z.unknown()).optional() })) }),
  ),
});

export type Since = string | number;
export type PullSource = { readonly door: OfficeDoor; readonly database: string };
export type PullTarget = {
  /** of these the revisions to fetch: not here yet, and not ours to overwrite */
  readonly wanted: (revs: Record<string, string[]>) => Promise<{ id: string; rev: string }[]>;
  readonly receive: (documents: readonly PouchDocument[]) => Promise<void>;
};
/** `heldPoll`: something on the way keeps an answer until it is whole, heartbeats too; the office answers before that counts as silence. */
export type PullWait = 'now' | 'longpoll' | 'heldPoll';
export type Pulled = {
  readonly since: Since;
  readonly documents: number;
  readonly caughtUp: boolean;
  readonly conflicts: number;
};

const changesLimit = 1000;
const fetchLimit = 300;
/** A heartbeat shorter than the silence that counts as a dead link: noticed within 15 s (R-26, DESIGN §4). */
export const heartbeat = { everyMs: 4_000, silenceMs: 10_000, longpollMs: 50_000, heldPollMs: 7_000 } as const;
/** bytes of one row of `_bulk_get` */
const bytesEach = 120;

const feeds: Readonly<Record<PullWait, string>> = {
  now: '',
  longpoll: `&feed=longpoll&heartbeat=${heartbeat.everyMs}&timeout=${heartbeat.longpollMs}`,
  heldPoll: `&feed=longpoll&timeout=${heartbeat.heldPollMs}`,
};

/**
 * One round of pulling: `_changes` from `since`, then `_bulk_get` of what is missing, written with its revisions. Two round trips
 * for up to 300 documents, one when nothing is new. With `longpoll` the office answers when something changes.
 */
export async function pull(
  { door, database }: PullSource,
  target: PullTarget,
  since: Since,
  wait: PullWait,
  signal: AbortSignal,
): Promise<Result<Pulled>> {
  const path = `/db/${database}/_changes?style=all_docs&limit=${changesLimit}&since=${encodeURIComponent(since)}${feeds[wait]}`;
  const timing = { timeoutMs: heartbeat.silenceMs, silenceMs: heartbeat.silenceMs };
  const answer = await door.send({ method: 'GET', path, signal, ...timing });
  if (!answer.ok) return answer;
  const changes = Changes.safeParse(answer.value.json);
  if (!changes.success) return unread(readAnswer(answer.value), answer.value.status);
  const { results, last_seq, pending } = changes.data;
  const revs = Object.fromEntries(results.map((row) => [row.id, row.changes.map(({ rev }) => rev)]));
  const wanted = await target.wanted(revs);
  let documents = 0;
  let atMost = fetchLimit;
  for (let at = 0; at < wanted.length; ) {
    const rows = wanted.slice(at, at + rowsWithin(door.sizes.most(), bytesEach, atMost));
    const got = await fetchDocuments(door, database, rows);
    if (!got.ok && got.problem.code === 'link.sizeLimited' && rows.length > 1) {
      atMost = Math.floor(rows.length / 2);
      continue;
    }
    if (!got.ok) return got;
    await target.receive(got.value);
    documents += got.value.length;
    at += rows.length;
  }
  const conflicts = results.filter((row) => row.changes.length > 1).length;
  const caughtUp = pending === undefined ? results.length < changesLimit : pending === 0;
  return ok({ since: last_seq, documents, caughtUp, conflicts });
}

async function fetchDocuments(
  door: OfficeDoor,
  database: string,
  docs: readonly { id: string; rev: string }[],
): Promise<Result<PouchDocument[]>> {
  const answer = await door.send({ method: 'POST', path: `/db/${database}/_bulk_get?revs=true`, body: { docs } });
  if (!answer.ok) return answer;
  const got = Got.safeParse(answer.value.json);
  if (!got.success) return unread(readAnswer(answer.value), answer.value.status);
  const found = got.data.results.flatMap((one) => one.docs.flatMap((doc) => (doc.ok ? [doc.ok as PouchDocument] : [])));
  // Half an answer must not move the checkpoint past what did not come.
  return found.length >= docs.length
    ? ok(found)
    : refused(problem('link.officeUnreachable', { missing: docs.length - found.length }));
}

/** Not the shape of this door: a coded refusal, or something between us and the office. */
function unread(read: Result<unknown>, status: number): Result<never> {
  return read.ok ? refused(problem('link.altered', { status })) : read;
}

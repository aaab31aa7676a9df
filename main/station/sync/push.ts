import { z } from 'zod';
import { type Problem, problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { JournalEntry, JournalLine } from '../../../storage/journal.ts';
import { isMutable } from '../store/technician-store.ts';
import type { HttpAnswer } from './http.ts';
import { knownProblem, readAnswer } from './office-answer.ts';
import type { OfficeDoor } from './office-client.ts';

/** One answer of `_bulk_docs` at the office's door. */
const Row = z.object({
  id: z.string(),
  rev: z.string().optional(),
  ok: z.boolean().optional(),
  error: z.union([z.string(), z.boolean()]).optional(),
  reason: z.string().optional(),
  problem: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).optional() }).optional(),
});

/**
 * Sends documents with their revisions and reads the door's answer for each. Only an answer for the id **and** revision confirms
 * (DESIGN §4: a checkpoint that passes a document proves nothing). A document without an answer stays as it is.
 * @param heldBack told of a document that something on the way finds too large by itself: it waits, and the others go on
 * @returns journal lines of what was confirmed and refused; or why nothing was answered
 */
export async function push(
  door: OfficeDoor,
  mailbox: string,
  entries: readonly JournalEntry[],
  signal: AbortSignal,
  heldBack: HeldBack = () => undefined,
): Promise<Result<JournalLine[]>> {
  // A first revision is its own path: most documents are written once, and their path is 45 bytes of a gzip each.
  const docs = entries.map(({ id, rev, revisions, body }) => ({
    ...body,
    _id: id,
    _rev: rev,
    ...(revisions.ids.length === 1 && revisions.start === 1 ? {} : { _revisions: revisions }),
  }));
  const body = { docs, new_edits: false };
  const answer = await door.send({ method: 'POST', path: `/db/${mailbox}/_bulk_docs`, body, signal });
  const rows = z.array(Row).safeParse(answer.ok ? answer.value.json : null);
  if (answer.ok && rows.success && answer.value.status < 300)
    return ok(entries.flatMap((entry) => lineFor(entry, rows.data)));
  const why = answer.ok ? whyUnread(answer.value) : answer.problem;
  const isTooLarge = why.code === 'link.sizeLimited';
  if (!isItems(why) && !isTooLarge) return refused(why);
  // The request as a whole was refused for what is in it: halve until the one document is found.
  const [first] = entries;
  if (entries.length === 1 && first) {
    if (!isTooLarge) return ok([{ refused: { id: first.id, rev: first.rev, problem: why } }]);
    heldBack(first, why);
    return ok([]);
  }
  const half = Math.ceil(entries.length / 2);
  const left = await push(door, mailbox, entries.slice(0, half), signal, heldBack);
  if (!left.ok) return left;
  const right = await push(door, mailbox, entries.slice(half), signal, heldBack);
  return ok([...left.value, ...(right.ok ? right.value : [])]);
}

/** An answer of the office that is no row for each document. */
function whyUnread(answer: HttpAnswer): Problem {
  const read = readAnswer(answer);
  return read.ok ? problem('link.altered', { status: answer.status }) : read.problem;
}

type HeldBack = (entry: JournalEntry, why: Problem) => void;

const Diff = z.record(z.string(), z.object({ missing: z.array(z.string()) }));

/**
 * The same for an office that may have most of it already: it is asked by id and revision, and sent only what it lacks. What its
 * mailbox holds in this revision is confirmed by that.
 */
export async function offer(
  door: OfficeDoor,
  mailbox: string,
  entries: readonly JournalEntry[],
  signal: AbortSignal,
  heldBack: HeldBack = () => undefined,
): Promise<Result<JournalLine[]>> {
  const body = Object.fromEntries(entries.map(({ id, rev }) => [id, [rev]]));
  const answer = await door.send({ method: 'POST', path: `/db/${mailbox}/_revs_diff`, body, signal });
  if (!answer.ok) {
    const half = Math.ceil(entries.length / 2);
    if (answer.problem.code !== 'link.sizeLimited' || half === entries.length) return answer;
    const left = await offer(door, mailbox, entries.slice(0, half), signal, heldBack);
    if (!left.ok) return left;
    const right = await offer(door, mailbox, entries.slice(half), signal, heldBack);
    return ok([...left.value, ...(right.ok ? right.value : [])]);
  }
  const diff = Diff.safeParse(answer.value.json);
  if (!diff.success || answer.value.status >= 300) return refused(whyUnread(answer.value));
  const held = entries.filter(({ id }) => !diff.data[id]).map(({ id, rev }) => confirmedLine(id, rev));
  const lacking = entries.filter(({ id }) => diff.data[id]);
  const pushed = lacking.length === 0 ? ok([]) : await push(door, mailbox, lacking, signal, heldBack);
  if (pushed.ok) return ok([...held, ...pushed.value]);
  return held.length > 0 ? ok(held) : pushed;
}

const confirmedLine = (id: string, rev: string): JournalLine => ({
  confirmed: { id, rev, ...(isMutable(id) ? { keep: true } : {}) },
});

function lineFor({ id, rev }: JournalEntry, rows: readonly z.infer<typeof Row>[]): JournalLine[] {
  const row = rows.find((one) => one.id === id && (one.rev === rev || (one.rev === undefined && one.error)));
  if (!row) return [];
  if (row.ok === true && row.rev === rev) return [confirmedLine(id, rev)];
  // The office's own trouble with storing it is not the document's fault: it is offered again.
  if (!row.problem && !refusals.has(String(row.error))) return [];
  return [{ refused: { id, rev, problem: problemOf(row) } }];
}

const refusals: ReadonlySet<string> = new Set(['forbidden', 'unauthorized', 'conflict', 'bad_request']);

const problemOf = (row: z.infer<typeof Row>): Problem =>
  row.problem
    ? knownProblem(row.problem.code, row.problem.details ?? {})
    : problem('door.shape', { where: row.reason ?? String(row.error) });

/** The office speaks of the documents, not of the session or of itself. */
const isItems = ({ code }: Problem): boolean => code.startsWith('input.') || code.startsWith('door.');

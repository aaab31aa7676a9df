import { cutText } from '../../domain/text/cut.ts';
import { DatabaseUnavailable } from '../database/unavailable.ts';

/** CouchDB's refusal of a request that cannot be done, however often it is asked. Carries no address and no credentials. */
export class CouchRefusal extends Error {
  override readonly name: string = 'CouchRefusal';
  readonly status: number;
  readonly error: string;
  readonly reason: string;
  constructor(status: number, error: string, reason: string) {
    super(sentence(status, error, reason));
    this.status = status;
    this.error = error;
    this.reason = reason;
  }
}

/** A refusal that is CouchDB's own trouble, or ours with it, and not of what was asked. */
export class Trouble extends CouchRefusal {}

/** Something between us and CouchDB answered in its place: what it says is no word about documents, databases or credentials. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer';
  constructor(status: number, text: string) {
    super(`something that is not CouchDB answered ${status}: ${cutText(text.replace(/\s+/g, ' ').trim(), 80)}`);
  }
}

export const sentence = (status: number, error: string, reason: string): string =>
  `CouchDB answered ${status} ${error}: ${reason}`;

/** Whether a parsed answer of a status below 300 is what this question is answered by. */
export type Shape = (body: unknown) => boolean;

/**
 * CouchDB's words for a status that we take for a verdict: «there is none», «not for you», «another was first» (`error_info` in
 * `chttpd.erl`). A gateway that says the same status in JSON has words of its own.
 */
const words: Readonly<Record<number, readonly string[]>> = {
  401: ['unauthorized'],
  403: ['forbidden'],
  404: ['not_found'],
  409: ['conflict'],
  412: ['file_exists', 'precondition_failed'],
};

/** An answer of 300 and above in CouchDB's own form. The rows of a batch that failed under 500 are one, too. */
function isOwnRefusal(status: number, body: unknown): boolean {
  if (status >= 500 && Array.isArray(body)) return body.every((row) => isOwnRefusal(500, row));
  if (!isRecord(body) || typeof body.error !== 'string') return false;
  // `reason` is null where CouchDB has nothing to add.
  if (typeof body.reason !== 'string' && body.reason !== null) return false;
  return words[status]?.includes(body.error) ?? status >= 400;
}

/**
 * Reads what was answered.
 * @throws ForeignAnswer for what is not in CouchDB's form. A page that says 413 is believed: whoever says so, a body of that size does not
 *   get through, and the document in it has to be found.
 */
export function readAnswer(status: number, text: string, shape: Shape): unknown {
  const body = parse(text);
  if (status < 300 ? shape(body) : isOwnRefusal(status, body)) return body;
  if (status === 413) return { error: 'too_large', reason: 'something between the office and CouchDB limits the size' };
  throw new ForeignAnswer(status, text);
}

/** A sign of life of `GET /_up`, in good health or not: a node in maintenance says 404 with its `status`. */
export function isSign(status: number, text: string): boolean {
  const body = parse(text);
  return (
    (isRecord(body) && typeof body.status === 'string' && [200, 404].includes(status)) || isOwnRefusal(status, body)
  );
}

/** Makes an answer that is not what was hoped for into something to throw. */
export function refusalOf(status: number, body: unknown): Error {
  const { error, reason } = (body ?? {}) as { error?: unknown; reason?: unknown };
  const said = [String(error ?? 'unknown'), String(reason ?? '')] as const;
  return status < 500
    ? new CouchRefusal(status, ...said)
    : new DatabaseUnavailable(sentence(status, ...said), { told: false });
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each kind of question is answered by. Only what a proxy's page or another program's JSON would lack is looked at. */
export const shapes = {
  /** the question was not read for its answer */
  done: (body) => isRecord(body) && body.ok === true,
  database: (body) => isRecord(body) && typeof body.doc_count === 'number' && isSequence(body.update_seq),
  document: (body) => isRecord(body) && typeof body._id === 'string' && typeof body._rev === 'string',
  written: (body) => isRecord(body) && body.ok === true && typeof body.rev === 'string',
  rows: (body) => isRecord(body) && listOf(body.rows, (row) => 'key' in row),
  results: (body) =>
    isRecord(body) && listOf(body.results, (row) => typeof row.id === 'string' && Array.isArray(row.docs)),
  changes: (body) =>
    isRecord(body) && isSequence(body.last_seq) && listOf(body.results, (row) => typeof row.id === 'string'),
  updates: (body) =>
    isRecord(body) && isSequence(body.last_seq) && listOf(body.results, (row) => typeof row.db_name === 'string'),
  names: (body) => Array.isArray(body) && body.every((name) => typeof name === 'string'),
  bulk: (body) => listOf(body, (row) => typeof row.id === 'string' || typeof row.error === 'string'),
  openRevs: (body) => listOf(body, (row) => 'ok' in row || 'missing' in row),
  differences: (body) =>
    isRecord(body) && Object.values(body).every((one) => isRecord(one) && Array.isArray(one.missing)),
} as const satisfies Readonly<Record<string, Shape>>;

const listOf = (value: unknown, isRow: (row: Readonly<Record<string, unknown>>) => boolean): boolean =>
  Array.isArray(value) && value.every((row) => isRecord(row) && isRow(row));

/** A string since CouchDB 2, a number in the databases of one node alone. */
const isSequence = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

import { createHash } from 'node:crypto';
import type { Problem } from '../domain/problem.ts';

/** A document that the office has not confirmed, with the revisions from its own back to one the office knows. */
export type JournalEntry = {
  readonly id: string;
  readonly rev: string;
  /** as CouchDB writes it: newest first, `start` is the generation of `ids[0]` */
  readonly revisions: { readonly start: number; readonly ids: readonly string[] };
  readonly body: Readonly<Record<string, unknown>>;
  /** when it was written on this device */
  readonly at: string;
  /** the office's refusal of exactly this revision; it stays in the count */
  readonly refused?: Problem;
};

export type JournalLine =
  /** `revisions` may end at the entry it follows in this journal; the reader joins them */
  | { readonly put: JournalEntry }
  /** answered by the office for this id and revision; `keep`: remember the revision, the next one must follow it */
  | { readonly confirmed: { readonly id: string; readonly rev: string; readonly keep?: boolean } }
  | { readonly refused: { readonly id: string; readonly rev: string; readonly problem: Problem } }
  /** offered again: without an id, all that were refused */
  | { readonly retried: { readonly id?: string } }
  /** a number that must survive the store, e.g. the last `deviceSeq` of an order */
  | { readonly mark: { readonly key: string; readonly value: number } }
  /** all or none: a torn write cannot part them */
  | { readonly all: readonly JournalLine[] };

/** One line: 16 hex digits of the SHA-256 of the JSON, a blank, the JSON, a line feed. */
export function writeLine(line: JournalLine): string {
  const json = JSON.stringify(line);
  return `${checksum(json)} ${json}\n`;
}

/** The line again, or null when a byte of it is wrong. */
export function readLine(text: string): JournalLine | null {
  if (text.length < 18 || text[16] !== ' ') return null;
  const json = text.slice(17);
  if (checksum(json) !== text.slice(0, 16)) return null;
  return JSON.parse(json) as JournalLine;
}

const checksum = (json: string): string => createHash('sha256').update(json).digest('hex').slice(0, 16);

export type JournalRead = {
  readonly lines: readonly JournalLine[];
  /** bytes up to which the file is whole lines; what follows is the torn tail of a crash */
  readonly wholeBytes: number;
  /** lines in the middle that do not match their checksum: damage, not a crash */
  readonly damagedLines: number;
};

/**
 * Reads a journal's bytes. A crash can only tear the tail: everything after the last line feed is dropped. A whole line with a
 * wrong checksum is skipped, because the next line feed starts a good one again; unless it is the last, which a crash can leave too.
 */
export function readLines(bytes: Buffer): JournalRead {
  const end = bytes.lastIndexOf(0x0a) + 1;
  const texts = bytes.subarray(0, end).toString('utf8').split('\n');
  const lines: JournalLine[] = [];
  let damaged = 0;
  for (const text of texts) {
    if (text === '') continue;
    const line = readLine(text);
    if (line) lines.push(line);
    else damaged += 1;
  }
  return { lines, wholeBytes: end, damagedLines: damaged };
}

import type { JournalEntry, JournalLine } from './journal-lines.ts';

/** What the lines of a journal add up to. */
export type JournalState = {
  /** unconfirmed documents by id, in the order in which their first unconfirmed revision was written */
  readonly entries: Map<string, JournalEntry>;
  /** last revision the office is known to hold of documents that change */
  readonly kept: Map<string, string>;
  readonly marks: Map<string, number>;
};

export const emptyState = (): JournalState => ({ entries: new Map(), kept: new Map(), marks: new Map() });

/** Applies one line; reading a journal and writing to it go through the same code. */
export function applyLine(state: JournalState, line: JournalLine): void {
  if ('put' in line) put(state, line.put);
  else if ('confirmed' in line) confirm(state, line.confirmed);
  else if ('refused' in line) refuse(state, line.refused);
  else if ('retried' in line) retry(state, line.retried.id);
  else if ('all' in line) for (const one of line.all) applyLine(state, one);
  else state.marks.set(line.mark.key, Math.max(line.mark.value, state.marks.get(line.mark.key) ?? 0));
}

function put({ entries }: JournalState, entry: JournalEntry): void {
  const before = entries.get(entry.id);
  entries.set(entry.id, before ? { ...entry, at: before.at, revisions: join(entry, before) } : entry);
}

/** The new revision's ids, continued by those of the unconfirmed revision that it follows. */
function join(entry: JournalEntry, before: JournalEntry): JournalEntry['revisions'] {
  const { start, ids } = entry.revisions;
  const meets = start - before.revisions.start;
  if (meets < 0 || meets >= ids.length || ids[meets] !== before.revisions.ids[0]) return entry.revisions;
  return { start, ids: [...ids.slice(0, meets), ...before.revisions.ids] };
}

function confirm(state: JournalState, { id, rev, keep }: { id: string; rev: string; keep?: boolean }): void {
  if (keep) state.kept.set(id, rev);
  const entry = state.entries.get(id);
  if (!entry) return;
  if (entry.rev === rev) {
    state.entries.delete(id);
    return;
  }
  // An older revision was confirmed while a newer one waits: the office now knows the path up to it.
  const [generation, hash] = rev.split('-');
  const at = entry.revisions.start - Number(generation);
  if (at < 0 || entry.revisions.ids[at] !== hash) return;
  state.entries.set(id, { ...entry, revisions: { ...entry.revisions, ids: entry.revisions.ids.slice(0, at + 1) } });
}

function refuse(
  { entries }: JournalState,
  { id, rev, problem }: Extract<JournalLine, { refused: unknown }>['refused'],
): void {
  const entry = entries.get(id);
  if (entry?.rev === rev) entries.set(id, { ...entry, refused: problem });
}

function retry({ entries }: JournalState, only: string | undefined): void {
  for (const [id, entry] of entries) {
    if (!entry.refused || (only !== undefined && only !== id)) continue;
    const { refused: _, ...waiting } = entry;
    entries.set(id, waiting);
  }
}

/** The fewest lines that add up to the same state. */
export function linesOf({ entries, kept, marks }: JournalState): JournalLine[] {
  return [
    ...[...marks].map(([key, value]) => ({ mark: { key, value } })),
    ...[...kept].map(([id, rev]) => ({ confirmed: { id, rev, keep: true } })),
    ...[...entries.values()].map((entry) => ({ put: entry })),
  ];
}

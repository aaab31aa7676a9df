import type { JournalEntry } from '../../../storage/journal.ts';
import { inSendingOrder, kindOf } from './document-kind.ts';

/** How much one request carries: little on a breaking link, much on a good one. */
export type BatchSize = { readonly documents: () => number; readonly grow: () => void; readonly shrink: () => void };

const sizes = { least: 10, first: 250, most: 400 };
const mostBytes = 512 * 1024;

export function makeBatchSize(): BatchSize {
  let size = sizes.first;
  return {
    documents: () => size,
    grow: () => {
      size = Math.min(sizes.most, size * 2);
    },
    shrink: () => {
      size = Math.max(sizes.least, Math.floor(size / 2));
    },
  };
}

export type DraftsDue = {
  readonly now: number;
  /** how long a draft may wait for the next keystrokes, ms */
  readonly draftWaitMs: number;
};

export type Room = {
  readonly documents: number;
  /** what something on the way lets through */
  readonly bytes: number;
};

/** What goes into the next request; nothing that was refused, no draft that is still being typed. */
export function pickBatch(entries: readonly JournalEntry[], room: Room, due: DraftsDue): JournalEntry[] {
  const ready = inSendingOrder(entries.filter((entry) => !entry.refused && isDue(entry, due)));
  const picked: JournalEntry[] = [];
  let bytes = 0;
  for (const entry of ready.slice(0, room.documents)) {
    bytes += JSON.stringify(entry.body).length + entry.revisions.ids.length * 35;
    if (picked.length > 0 && bytes > Math.min(mostBytes, room.bytes)) break;
    picked.push(entry);
  }
  return picked;
}

/**
 * A draft is due when its step was left (it was submitted) or its first unsent keystroke is old enough; also when it lies in the
 * future: somebody has set the clock back, and it must not wait until the old time comes again.
 */
export function isDue(entry: JournalEntry, { now, draftWaitMs }: DraftsDue): boolean {
  if (kindOf(entry.id) !== 'draft' || entry.body.submittedAs !== undefined) return true;
  return Math.abs(now - Date.parse(entry.at)) >= draftWaitMs;
}

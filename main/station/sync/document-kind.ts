import type { SyncItem } from '../../../bridge/sync-state.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { JournalEntry } from '../../../storage/journal.ts';

export type DocumentKind = Exclude<SyncItem['kind'], 'bytes' | 'thumbnail'>;

/** In the order in which they are sent (DESIGN §4); the device's own first: it tells how much comes behind it (ADR 0016). */
const priority: Readonly<Record<DocumentKind, number>> = { device: 0, event: 1, submission: 1, evidence: 2, draft: 3 };

export function kindOf(id: string): DocumentKind {
  if (id.startsWith('device:')) return 'device';
  const kind = /^workOrder:[0-9a-z]{26}:(\w+):/.exec(id)?.[1];
  if (kind === 'step') return 'submission';
  return kind === 'evidence' || kind === 'draft' ? kind : 'event';
}

/** The device's own word, events and submissions as they were written, then evidence documents, drafts. */
export function inSendingOrder(entries: readonly JournalEntry[]): JournalEntry[] {
  return [...entries].sort((a, b) => priority[kindOf(a.id)] - priority[kindOf(b.id)]);
}

/** What it is in words: event kind, step, slot. */
function aboutOf({ id, body }: JournalEntry): string {
  const { kind, step, slot } = body as { kind?: string; step?: string; slot?: string };
  return kind ?? step ?? slot ?? id.split(':')[0] ?? '';
}

export const itemOf = (
  entry: JournalEntry,
  sending: ReadonlySet<string>,
  tries: number,
  waitsFor: Problem | null,
): SyncItem => ({
  id: entry.id,
  orderId: orderIdOf(entry.id),
  kind: kindOf(entry.id),
  about: aboutOf(entry),
  since: entry.at,
  state: entry.refused ? 'refused' : sending.has(entry.id) ? 'sending' : 'waiting',
  sentBytes: null,
  totalBytes: null,
  tries,
  problem: entry.refused ?? waitsFor,
});

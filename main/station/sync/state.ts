import type { SyncItem, SyncState } from '../../../bridge/sync-state.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { JournalEntry } from '../../../storage/journal.ts';
import type { ContactFacts } from './contact.ts';
import { itemOf } from './document-kind.ts';

export type Link = SyncState['link'];

export type SyncFacts = {
  readonly entries: readonly JournalEntry[];
  readonly files: readonly SyncItem[];
  readonly sending: ReadonlySet<string>;
  readonly tries: ReadonlyMap<string, number>;
  /** documents that something on the way finds too large */
  readonly heldBack: ReadonlyMap<string, { readonly problem: Problem }>;
  readonly link: Link;
  readonly onTheWay: SyncState['onTheWay'];
  readonly contact: ContactFacts;
  readonly signInNeeded: boolean;
  /** the office's database is another one than this device knows: sync is stopped until a person decides */
  readonly newOffice: SyncState['newOffice'];
  readonly pulling: boolean;
  /** everything the office had at the last contact is here */
  readonly caughtUp: boolean;
  readonly nextTryAt: number | null;
};

/** A list longer than this helps nobody; the counts stay exact. */
const itemsShown = 500;

/** What is not yet confirmed, as a count and a list: never "synchronised" while anything is outstanding (R-01…R-03). */
export function syncState(facts: SyncFacts): SyncState {
  const { entries, files, contact } = facts;
  const documents = entries.map((entry) => {
    const waitsFor = facts.heldBack.get(entry.id)?.problem ?? null;
    return itemOf(entry, facts.sending, facts.tries.get(entry.id) ?? 0, waitsFor);
  });
  const items = [...documents, ...files];
  return {
    state: stateOf(facts, items),
    link: facts.link,
    onTheWay: facts.onTheWay ?? documents.find(({ problem }) => problem?.code === 'link.sizeLimited')?.problem ?? null,
    documents: documents.length,
    files: files.length,
    fileBytes: files.reduce((sum, one) => sum + Math.max(0, (one.totalBytes ?? 0) - (one.sentBytes ?? 0)), 0),
    refused: items.filter((one) => one.state === 'refused').length,
    lastConfirmedAt: contact.lastConfirmedAt,
    lastContactAt: contact.lastContactAt,
    nextTryAt: facts.nextTryAt === null ? null : new Date(facts.nextTryAt).toISOString(),
    pulling: facts.pulling,
    clockOffsetMs: contact.clockOffsetMs,
    newOffice: facts.newOffice,
    // What needs a person is never cut off.
    items: items.toSorted((a, b) => Number(b.state === 'refused') - Number(a.state === 'refused')).slice(0, itemsShown),
  };
}

function stateOf(facts: SyncFacts, items: readonly SyncItem[]): SyncState['state'] {
  if (facts.newOffice !== null) return 'stopped';
  if (facts.signInNeeded) return 'signInNeeded';
  if (facts.link === 'silent' || facts.link === 'offline' || facts.link === 'inBetween') return facts.link;
  if (items.some((one) => one.state === 'sending')) return 'sending';
  if (items.some((one) => one.state === 'waiting')) return 'waiting';
  if (items.length > 0) return 'refused';
  return facts.link === 'online' && facts.caughtUp && !facts.pulling ? 'synchronised' : 'waiting';
}

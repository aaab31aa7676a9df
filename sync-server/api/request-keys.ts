import type { Database, IncomingDocument, StoredDocument } from '../database/types.ts';

/** How long a request key is remembered, and how many of one account [P]. */
export const keptKeys = {
  /** As long as a device's credential: whoever is away longer signs in anew, and asks what became of his request. */
  forMs: 30 * 24 * 3_600_000,
  /** A refusal frees its key: what is left is only kept so that a request that comes again at this moment waits for it. */
  refusedForMs: 3_600_000,
  /** A busy integration makes some thousands a day; a key is some 600 bytes. Beyond these the oldest go. */
  ofAccount: 50_000,
  /** so many new ones of one account bring a sweep before its hour */
  sweptAfter: 5_000,
  everyMs: 3_600_000,
} as const;

type KeyDocument = {
  readonly at?: string;
  readonly state: string;
  readonly accountId?: string;
  readonly lasting?: boolean;
};
type Kept = { readonly ending: IncomingDocument; readonly at: string };

const page = 500;

/**
 * Takes out keys that are over, and of each account those beyond its number. Lasting ones stay: the external id of an order is known for as
 * long as the order is. Keys of before this release say neither when nor whose; they stay too.
 */
export async function sweepKeys(office: Database, now: number, most: number = keptKeys.ofAccount): Promise<void> {
  const keptOf = new Map<string, Kept[]>();
  let startkey = 'request:';
  for (;;) {
    const rows = await office.allDocs({ startkey, endkey: 'request;', limit: page, includeDocs: true });
    const over: IncomingDocument[] = [];
    for (const { doc } of rows) if (doc) sortOut(doc, now, over, keptOf);
    if (over.length > 0) await office.bulkDocs(over);
    const last = rows.at(-1)?.key;
    if (last === undefined || rows.length < page) break;
    startkey = `${last}\u0000`;
  }
  for (const kept of keptOf.values()) {
    const oldest = kept.sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, Math.max(0, kept.length - most));
    for (let first = 0; first < oldest.length; first += page)
      await office.bulkDocs(oldest.slice(first, first + page).map(({ ending }) => ending));
  }
}

function sortOut(doc: StoredDocument, now: number, over: IncomingDocument[], keptOf: Map<string, Kept[]>): void {
  const { at, state, accountId, lasting } = doc as unknown as KeyDocument;
  if (at === undefined || accountId === undefined || (lasting === true && state !== 'refused')) return;
  const ending = { _id: doc._id, _rev: doc._rev, _deleted: true };
  const age = now - Date.parse(at);
  if (age > (state === 'refused' ? keptKeys.refusedForMs : keptKeys.forMs)) over.push(ending);
  else if (lasting !== true) {
    const kept = keptOf.get(accountId) ?? [];
    keptOf.set(accountId, kept);
    kept.push({ ending, at });
  }
}

/** @returns notes a new key of this account; as soon as one account has made many, the sweep does not wait for its hour */
export function countKeys(sweep: () => Promise<void>): (accountId: string) => void {
  const added = new Map<string, number>();
  let sweeping = false;
  return (accountId) => {
    const count = (added.get(accountId) ?? 0) + 1;
    added.set(accountId, count);
    if (count < keptKeys.sweptAfter || sweeping) return;
    sweeping = true;
    added.clear();
    void sweep().finally(() => {
      sweeping = false;
    });
  };
}

import type { AuditEntry, AuditFilter } from '../../bridge/audit.ts';
import type { Clock } from '../../domain/clock.ts';
import { idPrefixAt, type MakeId } from '../../domain/ids.ts';
import type { Database, Databases, IncomingDocument } from '../database/types.ts';
import { auditLimits as limits } from './limits.ts';
import { gatherRefusals } from './refusals.ts';
import type { Audit, AuditPage, NewEntry } from './types.ts';

const auditDatabase = 'audit';

export type AuditParts = {
  readonly databases: Databases;
  readonly clock: Pick<Clock, 'now'>;
  readonly makeId: MakeId;
  /** for how many days entries are kept */
  readonly days: number;
  readonly failed: (error: unknown) => void;
};

const idOf = (entryId: string): string => `audit:${entryId}`;
const dayMs = 24 * 3_600_000;

function documentOf(given: NewEntry, now: number, makeId: MakeId): IncomingDocument {
  const nobody = { outcome: 'done', code: null, by: null, address: null, deviceId: null, about: null };
  const at = new Date(now).toISOString();
  return { _id: idOf(makeId()), type: 'audit', at, ...nobody, details: {}, times: 1, ...given };
}

/** Writes an entry for the command line, while no office runs. */
export async function noteOnce(databases: Databases, now: number, makeId: MakeId, entry: NewEntry): Promise<void> {
  const database = await databases.ensure(auditDatabase, { q: 1 });
  await database.bulkDocs([documentOf(entry, now, makeId)]);
}

/** The trail of this office, shared by all its processes. Ids are in the order of time, so that a page is a range. */
export async function openAudit({ databases, clock, makeId, days, failed }: AuditParts): Promise<Audit> {
  const database = await databases.ensure(auditDatabase, { q: 1 });
  const refusals = gatherRefusals();
  let waiting: IncomingDocument[] = [];
  let lost = 0;
  let writing: Promise<void> = Promise.resolve();

  /** Each id is made once: an entry whose answer was lost is written again and found. */
  async function writeWaiting(): Promise<void> {
    const batch = waiting.slice(0, limits.page);
    if (batch.length === 0) return;
    await database.bulkDocs(batch);
    waiting = waiting.slice(batch.length);
    if (waiting.length > 0) await writeWaiting();
    else if (lost > 0) {
      const times = lost;
      lost = 0;
      await write({ action: 'access.refusedMore', outcome: 'refused', times });
    }
  }

  function write(...given: readonly NewEntry[]): Promise<void> {
    for (const entry of given) {
      if (waiting.length < limits.waiting) waiting.push(documentOf(entry, clock.now(), makeId));
      else lost += entry.times ?? 1;
    }
    writing = writing.then(writeWaiting).catch(failed);
    return writing;
  }

  async function sweep(): Promise<void> {
    const endkey = idOf(idPrefixAt(Math.max(0, clock.now() - days * dayMs)));
    for (let page = 0; page < limits.sweptPages; page += 1) {
      const rows = await database.allDocs({ startkey: idOf(''), endkey, limit: limits.page });
      const over = rows.flatMap(({ id, value }) => (id && value ? [{ _id: id, _rev: value.rev, _deleted: true }] : []));
      if (over.length === 0) return;
      const written = await database.bulkDocs(over as readonly IncomingDocument[]);
      // Nothing of a page went: another office sweeps it, or the store takes nothing.
      if (!written.some(({ ok }) => ok === true)) return;
    }
  }

  const gathering = setInterval(() => void write(...refusals.gathered()), limits.gatherMs).unref();
  const sweeping = setInterval(() => void sweep().catch(failed), limits.sweepMs).unref();
  void sweep().catch(failed);

  return {
    note: (entry) => write(entry),
    refused(entry) {
      if (refusals.take({ ...entry, outcome: 'refused' })) void write({ ...entry, outcome: 'refused' });
    },
    list: (filter, before, limit) => pageOf(database, filter, before, limit),
    async *all(filter) {
      for (let before: string | undefined; ; ) {
        const { entries, next } = await pageOf(database, filter, before, limits.page);
        if (entries.length > 0) yield entries;
        if (next === null) return;
        before = next;
      }
    },
    async close() {
      clearInterval(gathering);
      clearInterval(sweeping);
      await write(...refusals.gathered());
    },
  };
}

async function pageOf(
  database: Database,
  filter: AuditFilter,
  before: string | undefined,
  limit: number,
): Promise<AuditPage> {
  const entries: AuditEntry[] = [];
  const lowest = idOf(filter.from === undefined ? '' : idPrefixAt(Date.parse(filter.from)));
  let highest = before ?? (filter.to === undefined ? null : idPrefixAt(Date.parse(filter.to) + 1));
  for (let looked = 0; looked < limits.mostLookedAt; looked += limits.page) {
    const startkey = highest === null ? 'audit;' : idOf(highest);
    const rows = await database.allDocs({
      startkey,
      endkey: lowest,
      descending: true,
      limit: limits.page,
      includeDocs: true,
    });
    for (const { doc } of rows) {
      const entry = entryIn(doc as unknown as StoredEntry);
      // `before` itself stood on the page before.
      if (entry === null || entry.entryId === highest) continue;
      if (fits(entry, filter)) entries.push(entry);
      if (entries.length === limit) return { entries, next: entry.entryId };
    }
    const last = rows.at(-1)?.id?.slice(idOf('').length) ?? null;
    if (rows.length < limits.page || last === null || last === highest) return { entries, next: null };
    highest = last;
  }
  return { entries, next: highest };
}

type StoredEntry = Omit<AuditEntry, 'entryId'> & { readonly _id: string; readonly _rev: string; readonly type: string };

function entryIn(document: StoredEntry | null): AuditEntry | null {
  if (document === null || document.type !== 'audit') return null;
  const { _id, _rev, type, ...entry } = document;
  return { entryId: _id.slice(idOf('').length), ...entry };
}

const fits = (entry: AuditEntry, { action, outcome, accountId }: AuditFilter): boolean =>
  (action === undefined || entry.action === action) &&
  (outcome === undefined || entry.outcome === outcome) &&
  (accountId === undefined || entry.by?.accountId === accountId);

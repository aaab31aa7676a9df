import type { AuditEntry, AuditFilter } from '../../bridge/audit.ts';

/** An entry as whoever notes it knows it. */
export type NewEntry = Pick<AuditEntry, 'action'> & Partial<Omit<AuditEntry, 'entryId' | 'action' | 'at'>>;

export type AuditPage = { readonly entries: readonly AuditEntry[]; readonly next: string | null };

export type Audit = {
  /** Notes what was done. Durable when it resolves; while the database is away it waits in memory and is written later. Never rejects. */
  note(entry: NewEntry): Promise<void>;
  /** Notes a refusal: the first of its kind at once, those alike within the next minutes as one. */
  refused(entry: NewEntry): void;
  list(filter: AuditFilter, before: string | undefined, limit: number): Promise<AuditPage>;
  /** Every entry, newest first, a page at a time. */
  all(filter: AuditFilter): AsyncIterable<readonly AuditEntry[]>;
  /** Writes what has been gathered. */
  close(): Promise<void>;
};

/** For whatever opens accounts without an office: nothing is noted. */
export const noAudit: Pick<Audit, 'note' | 'refused'> = { note: async () => undefined, refused: () => undefined };

import type { Account, Device } from '../../bridge/office.ts';
import { type Following, follow } from '../database/follow.ts';
import type { ChangesRow, Database, IncomingDocument } from '../database/types.ts';
import type { AccountDocument, AccountsDocument, EnrolmentDocument, SessionDocument } from './documents.ts';
import { sessionDocumentId } from './documents.ts';
import type { DeviceFacts } from './types.ts';

/** The accounts database as kept in memory: small, read at every request, followed so that other office processes are seen. */
export type AccountStore = {
  readonly accounts: ReadonlyMap<string, AccountDocument>;
  readonly enrolments: ReadonlyMap<string, EnrolmentDocument>;
  readonly facts: Map<string, DeviceFacts>;
  byUsername(username: string): AccountDocument | null;
  session(hash: string): Promise<SessionDocument | null>;
  /** The newest stored version goes in; `change` answers the next one, or null to leave it. Retried when another write came first. */
  change<T extends AccountsDocument>(id: string, change: (stored: T | null) => T | null): Promise<T | null>;
  /** false: the name is taken */
  claim(id: string, body: Readonly<Record<string, unknown>>): Promise<boolean>;
  close(): Promise<void>;
};

const sessionsKept = 10_000;

export async function openAccountStore(database: Database, failed: (error: unknown) => void): Promise<AccountStore> {
  const accounts = new Map<string, AccountDocument>();
  const enrolments = new Map<string, EnrolmentDocument>();
  const sessions = new Map<string, SessionDocument>();

  const take = (document: AccountsDocument) => {
    if (document.type === 'account') accounts.set(document._id, document);
    if (document.type === 'enrolment') enrolments.set(document._id, document);
    if (document.type === 'session' && sessions.has(document._id)) sessions.set(document._id, document);
  };
  const takeRows = async (rows: readonly ChangesRow[]) => {
    for (const { doc } of rows) {
      if (doc !== undefined && doc._deleted !== true) take(doc as unknown as AccountsDocument);
    }
  };
  const { update_seq: since } = await database.info();
  for (const prefix of ['account', 'enrolment']) {
    const rows = await database.allDocs({ startkey: `${prefix}:`, endkey: `${prefix};`, includeDocs: true });
    for (const { doc } of rows) if (doc) take(doc as unknown as AccountsDocument);
  }
  const following: Following = follow(database, since, takeRows, failed);

  return {
    accounts,
    enrolments,
    facts: new Map(),
    byUsername: (username) => [...accounts.values()].find((account) => account.username === username) ?? null,
    async session(hash) {
      const id = sessionDocumentId(hash);
      const known = sessions.get(id);
      if (known !== undefined) return known;
      const found = (await database.get(id)) as unknown as SessionDocument | null;
      if (found === null) return null;
      for (const oldest of sessions.keys()) {
        if (sessions.size < sessionsKept) break;
        sessions.delete(oldest);
      }
      sessions.set(id, found);
      return found;
    },
    async change<T extends AccountsDocument>(id: string, change: (stored: T | null) => T | null): Promise<T | null> {
      for (;;) {
        const stored = (await database.get(id)) as unknown as T | null;
        const next = change(stored);
        if (next === null) return stored;
        const incoming = { ...next, ...(stored?._rev === undefined ? {} : { _rev: stored._rev }) };
        const [row] = await database.bulkDocs([incoming as unknown as IncomingDocument]);
        if (row?.ok !== true) continue;
        const written = { ...incoming, _rev: row.rev } as T;
        take(written);
        return written;
      }
    },
    async claim(id, body) {
      const [row] = await database.bulkDocs([{ ...body, _id: id }]);
      return row?.ok === true;
    },
    close: () => following.stop(),
  };
}

export const accountOf = (document: AccountDocument): Account => ({
  accountId: document.accountId,
  username: document.username,
  name: document.name,
  role: document.role,
  disabled: document.disabled,
  createdAt: document.createdAt,
  performs: document.performs ?? [],
});

export function deviceOf(document: EnrolmentDocument, facts: DeviceFacts | undefined): Device {
  return {
    deviceId: document.deviceId,
    accountId: document.accountId,
    label: document.label,
    enrolledAt: document.enrolledAt,
    lastSeenAt: document.lastSeenAt,
    revokedAt: document.revokedAt,
    unconfirmed: facts?.unconfirmed ?? null,
    clockOffsetMs: facts?.clockOffsetMs ?? null,
    appVersion: facts?.appVersion ?? null,
    freeBytes: facts?.freeBytes ?? null,
    batteryPercent: facts?.batteryPercent ?? null,
  };
}

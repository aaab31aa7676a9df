import type { Account, Device } from '../../bridge/office.ts';
import { isWritten, untilWritten } from '../database/attempts.ts';
import { type Following, follow } from '../database/follow.ts';
import type { ChangesRow, Database, IncomingDocument } from '../database/types.ts';
import type { AccountDocument, AccountsDocument, EnrolmentDocument, SessionDocument } from './documents.ts';
import { accountDocumentId, enrolmentDocumentId, sessionDocumentId } from './documents.ts';
import { sessionPlaces } from './session-places.ts';
import { sameHash } from './tokens.ts';
import type { DeviceFacts } from './types.ts';

/** The accounts database as kept in memory: small, read at every request, followed so that other office processes are seen. */
export type AccountStore = {
  readonly accounts: ReadonlyMap<string, AccountDocument>;
  readonly enrolments: ReadonlyMap<string, EnrolmentDocument>;
  readonly facts: Map<string, DeviceFacts>;
  byUsername(username: string): AccountDocument | null;
  /** Devices of one account, without looking at those of all. */
  enrolmentsOf(accountId: string): readonly EnrolmentDocument[];
  /** The account or the enrolment as kept; asked of the store when another office may just have made it. */
  account(accountId: string): Promise<AccountDocument | null>;
  enrolment(deviceId: string, accountId: string): Promise<EnrolmentDocument | null>;
  /** The enrolment whose credential has this hash, among those that this process knows. */
  byCredential(deviceId: string, hash: string): EnrolmentDocument | null;
  enrolmentsOfDevice(deviceId: string): Promise<readonly EnrolmentDocument[]>;
  session(hash: string): Promise<SessionDocument | null>;
  /** Ends the sessions of an account beyond so many, longest unused first, and takes them out of the store. */
  endSessionsBeyond(accountId: string, most: number): Promise<void>;
  /** The newest stored version goes in; `change` answers the next one, or null to leave it. Retried when another write came first. */
  change<T extends AccountsDocument>(id: string, change: (stored: T | null) => T | null): Promise<T | null>;
  /** Takes an enrolment out, unless it was written meanwhile: whoever has it signs in anew. */
  forget(enrolment: EnrolmentDocument): Promise<boolean>;
  /** Tells of each document as it is taken in, written here or by another office. */
  onChange(listener: (document: AccountsDocument) => void): void;
  /** Claims a name for an account; null: it is claimed now, otherwise whose it is already. */
  claim(nameId: string, accountId: string): Promise<string | null>;
  close(): Promise<void>;
};

const sessionsKept = 10_000;

const revisionNumber = (document: AccountsDocument | undefined): number => Number.parseInt(document?._rev ?? '0', 10);

export async function openAccountStore(database: Database, failed: (error: unknown) => void): Promise<AccountStore> {
  const accounts = new Map<string, AccountDocument>();
  const enrolments = new Map<string, EnrolmentDocument>();
  const sessions = new Map<string, SessionDocument>();
  const byAccount = new Map<string, Set<string>>();
  const byDevice = new Map<string, Set<string>>();
  const byName = new Map<string, string>();
  /** ended or changed while it was being read: what was read may be older */
  const changedSessions = new Map<string, SessionDocument>();
  let reading = 0;

  const places = sessionPlaces();
  const listeners: ((document: AccountsDocument) => void)[] = [];

  const known = (id: string) => accounts.get(id) ?? enrolments.get(id) ?? sessions.get(id) ?? changedSessions.get(id);

  const take = (document: AccountsDocument) => {
    // The feed's answer may have been on its way while this process wrote: what it wrote holds.
    if (revisionNumber(document) < revisionNumber(known(document._id))) return;
    if (document.type === 'account') {
      accounts.set(document._id, document);
      byName.set(document.username, document._id);
    }
    if (document.type === 'enrolment') {
      enrolments.set(document._id, document);
      byAccount.set(document.accountId, (byAccount.get(document.accountId) ?? new Set()).add(document._id));
      byDevice.set(document.deviceId, (byDevice.get(document.deviceId) ?? new Set()).add(document._id));
    }
    if (document.type === 'session') {
      places.take(document);
      if (sessions.has(document._id)) sessions.set(document._id, document);
      if (reading > 0) changedSessions.set(document._id, document);
    }
    for (const listener of listeners) listener(document);
  };
  const dropEnrolment = ({ _id, accountId, deviceId }: EnrolmentDocument) => {
    enrolments.delete(_id);
    byAccount.get(accountId)?.delete(_id);
    byDevice.get(deviceId)?.delete(_id);
  };
  /** A session that was taken out of the store, here or by another office, is over for whoever still has it. */
  const dropSession = (id: string, rev: string) => {
    places.drop(id);
    const kept = sessions.get(id) ?? changedSessions.get(id);
    if (kept !== undefined) take({ ...kept, _rev: rev, endedAt: kept.endedAt ?? new Date(0).toISOString() });
  };
  const readThrough = async <T extends AccountsDocument>(kept: Map<string, T>, id: string): Promise<T | null> => {
    if (!kept.has(id)) {
      const found = (await database.get(id)) as unknown as T | null;
      if (found !== null && !kept.has(id)) take(found);
    }
    return kept.get(id) ?? null;
  };
  const takeRows = async (rows: readonly ChangesRow[]) => {
    for (const { doc } of rows) {
      if (doc === undefined) continue;
      if (doc._deleted === true) dropSession(doc._id, doc._rev);
      const gone = doc._deleted === true ? enrolments.get(doc._id) : undefined;
      if (doc._deleted !== true) take(doc as unknown as AccountsDocument);
      else if (gone !== undefined && revisionNumber(gone) < Number.parseInt(doc._rev, 10)) dropEnrolment(gone);
    }
  };
  const { update_seq: since } = await database.info();
  for (const prefix of ['account', 'enrolment']) {
    const rows = await database.allDocs({ startkey: `${prefix}:`, endkey: `${prefix};`, includeDocs: true });
    for (const { doc } of rows) if (doc) take(doc as unknown as AccountsDocument);
  }
  for (const session of await openSessions(database)) places.take(session);
  const following: Following = follow(database, since, takeRows, failed);

  return {
    accounts,
    enrolments,
    facts: new Map(),
    byUsername: (username) => accounts.get(byName.get(username) ?? '') ?? null,
    enrolmentsOf: (accountId) => [...(byAccount.get(accountId) ?? [])].flatMap((id) => enrolments.get(id) ?? []),
    account: (accountId) => readThrough(accounts, accountDocumentId(accountId)),
    enrolment: (deviceId, accountId) => readThrough(enrolments, enrolmentDocumentId(deviceId, accountId)),
    byCredential(deviceId, hash) {
      const known = [...(byDevice.get(deviceId) ?? [])].flatMap((id) => enrolments.get(id) ?? []);
      return known.find((one) => sameHash(one.credentialHash, hash)) ?? null;
    },
    async enrolmentsOfDevice(deviceId) {
      const range = { startkey: `enrolment:${deviceId}:`, endkey: `enrolment:${deviceId};`, includeDocs: true };
      const found = (await database.allDocs(range)).flatMap(({ doc }) => (doc ? [doc] : []));
      return found as unknown as readonly EnrolmentDocument[];
    },
    async session(hash) {
      const id = sessionDocumentId(hash);
      places.used(id);
      const known = sessions.get(id);
      if (known !== undefined) return known;
      reading += 1;
      const stored = (await database.get(id).finally(() => {
        reading -= 1;
      })) as unknown as SessionDocument | null;
      const found = changedSessions.get(id) ?? stored;
      if (reading === 0) changedSessions.clear();
      if (found === null) return null;
      for (const oldest of sessions.keys()) {
        if (sessions.size < sessionsKept) break;
        sessions.delete(oldest);
      }
      sessions.set(id, found);
      return found;
    },
    async endSessionsBeyond(accountId, most) {
      const ids = places.beyond(accountId, most);
      if (ids.length === 0) return;
      // Out of the count at once: sign-ins that come together do not end the same one each.
      for (const id of ids) places.drop(id);
      const rows = await database.allDocs({ keys: ids });
      const endings = rows.flatMap(({ id, value }): IncomingDocument[] =>
        id === undefined || value === undefined || value.deleted === true
          ? []
          : [{ _id: id, _rev: value.rev, _deleted: true }],
      );
      for (const row of await database.bulkDocs(endings)) if (row.ok === true) dropSession(row.id, row.rev ?? '');
    },
    async change<T extends AccountsDocument>(id: string, change: (stored: T | null) => T | null): Promise<T | null> {
      const { written } = await untilWritten(id, async () => {
        const stored = (await database.get(id)) as unknown as T | null;
        const next = change(stored);
        if (next === null) return { written: stored };
        const incoming = { ...next, ...(stored?._rev === undefined ? {} : { _rev: stored._rev }) };
        const [row] = await database.bulkDocs([incoming as unknown as IncomingDocument]);
        if (!isWritten(id, row)) return null;
        const changed = { ...incoming, _rev: row?.rev } as T;
        take(changed);
        return { written: changed };
      });
      return written;
    },
    async forget(enrolment) {
      const [row] = await database.bulkDocs([
        { _id: enrolment._id, _rev: enrolment._rev ?? '', _deleted: true } as IncomingDocument,
      ]);
      if (row?.ok === true) dropEnrolment(enrolment);
      return row?.ok === true;
    },
    onChange: (listener) => void listeners.push(listener),
    async claim(nameId, accountId) {
      const [row] = await database.bulkDocs([{ _id: nameId, type: 'username', accountId }]);
      if (row?.ok === true) return null;
      const holder = row?.error === 'conflict' ? (await database.get(nameId))?.accountId : undefined;
      if (typeof holder !== 'string') throw new Error(`${nameId} was not written: ${row?.error}`);
      return holder;
    },
    close: () => following.stop(),
  };
}

const page = 500;

/** Sessions that were not ended, the oldest first. What has expired stands at the head and goes first. */
async function openSessions(database: Database): Promise<readonly SessionDocument[]> {
  const found: SessionDocument[] = [];
  let startkey = 'session:';
  for (;;) {
    const rows = await database.allDocs({ startkey, endkey: 'session;', limit: page, includeDocs: true });
    for (const { doc } of rows) if (doc) found.push(doc as unknown as SessionDocument);
    const last = rows.at(-1)?.key;
    if (last === undefined || rows.length < page) break;
    startkey = `${last}\u0000`;
  }
  return found.filter(({ endedAt }) => endedAt === null).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
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
    timeZone: facts?.timeZone ?? null,
  };
}

import type { Database, IncomingDocument, StoredDocument } from '../database/types.ts';
import type { AccountStore } from './account-store.ts';
import type { EnrolmentDocument, SessionDocument } from './documents.ts';
import { mostDevices, overKeptMs } from './limits.ts';

const wasNeverUsed = ({ enrolledAt, lastSeenAt }: EnrolmentDocument): boolean =>
  lastSeenAt === null || lastSeenAt === enrolledAt;
const hasRunOut = ({ credentialUntil }: EnrolmentDocument, now: number): boolean => Date.parse(credentialUntil) <= now;
const standing = ({ revokedAt }: EnrolmentDocument): boolean => revokedAt === null;

/**
 * Makes room for one more device of an account where there is none. Whoever is forgotten signs in anew and finds everything as it was; a
 * revoked one does not count, since the office has to know of it, and only an administrator makes them.
 * @returns false: all are in use
 */
export async function hasRoom(store: AccountStore, accountId: string, id: string, now: number): Promise<boolean> {
  const others = store.enrolmentsOf(accountId).filter((one) => standing(one) && one._id !== id);
  const tooMany = others.length + 1 - mostDevices;
  if (tooMany <= 0 || store.enrolments.has(id)) return true;
  const oldest = others.sort((a, b) => ((a.lastSeenAt ?? a.enrolledAt) < (b.lastSeenAt ?? b.enrolledAt) ? -1 : 1));
  const gone = [
    ...oldest.filter(wasNeverUsed),
    ...oldest.filter((one) => !wasNeverUsed(one) && hasRunOut(one, now)),
  ].slice(0, tooMany);
  if (gone.length < tooMany) return false;
  for (const one of gone) await store.forget(one);
  return true;
}

const page = 500;

/** Forgets devices that were never used and whose credential has run out, and sessions that ended or expired a day ago. */
export async function sweepAccounts(store: AccountStore, database: Database, now: number): Promise<void> {
  for (const one of store.enrolments.values())
    if (standing(one) && wasNeverUsed(one) && hasRunOut(one, now)) await store.forget(one);
  let startkey = 'session:';
  for (;;) {
    const rows = await database.allDocs({ startkey, endkey: 'session;', limit: page, includeDocs: true });
    const over = rows.flatMap(({ doc }) => (doc && isOver(doc, now - overKeptMs) ? [doc] : []));
    const endings = over.map(({ _id, _rev }): IncomingDocument => ({ _id, _rev, _deleted: true }));
    if (endings.length > 0) await database.bulkDocs(endings);
    const last = rows.at(-1)?.key;
    if (last === undefined || rows.length < page) return;
    startkey = `${last}\u0000`;
  }
}

function isOver(doc: StoredDocument, before: number): boolean {
  const { expiresAt, endedAt } = doc as unknown as SessionDocument;
  return Math.min(Date.parse(expiresAt), endedAt === null ? Infinity : Date.parse(endedAt)) < before;
}

import type { SessionValue } from '../../bridge/office.ts';
import type { Clock } from '../../domain/clock.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { OfficePolicy } from '../config.ts';
import { type AccountStore, accountOf } from './account-store.ts';
import { hasRoom } from './device-places.ts';
import {
  type AccountDocument,
  type EnrolmentDocument,
  enrolmentDocumentId,
  type SessionDocument,
  sessionDocumentId,
} from './documents.ts';
import { mostDevices, mostSessions } from './limits.ts';
import { newToken, sameHash, tokenHash } from './tokens.ts';
import type { Actor, SignedIn } from './types.ts';

const hourMs = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

export type SessionParts = {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly policy: OfficePolicy;
  readonly generation: string;
};

export const mailboxOf = (accountId: string): string => `mailbox-${accountId}`;

/**
 * Makes a session and stores its hash; the token itself is nowhere but in the answer.
 * @param since when what opens it was begun to be judged, ms: a reset that comes in between ends this session too
 */
export async function startSession(
  { store, clock, policy, generation }: SessionParts,
  account: AccountDocument,
  via: Actor['via'],
  device: { readonly deviceId: string; readonly credential: string | null } | null,
  since: number,
): Promise<SignedIn> {
  const token = newToken();
  const now = clock.now();
  const expiresAt = iso(now + policy.sessionHours * hourMs);
  // Never before the moment from which sessions count: with a clock that was set back nobody could sign in until it has caught up.
  const createdAt = iso(since) < account.sessionsFrom ? account.sessionsFrom : iso(since);
  const id = sessionDocumentId(tokenHash(token));
  await store.change<SessionDocument>(id, () => ({
    _id: id,
    type: 'session',
    accountId: account.accountId,
    deviceId: device?.deviceId ?? null,
    via,
    createdAt,
    expiresAt,
    endedAt: null,
  }));
  await store.endSessionsBeyond(account.accountId, mostSessions);
  const session: SessionValue = {
    token: via === 'bearer' ? token : '',
    expiresAt,
    account: accountOf(account),
    mailbox: account.role === 'technician' ? mailboxOf(account.accountId) : null,
    deviceCredential: device?.credential ?? null,
    officeTime: iso(now),
    generation,
  };
  return { token, session };
}

/** Who holds this token. A cookie opens no bearer's session and the other way round. */
export const findActor = (parts: SessionParts, token: string, via: Actor['via']): Promise<Result<Actor>> =>
  holderOf(parts, tokenHash(token), via);

/** The holder of the session whose token has this hash. */
export async function holderOf(parts: SessionParts, hash: string, via: Actor['via']): Promise<Result<Actor>> {
  const { store, clock } = parts;
  const session = await store.session(hash);
  const account = session === null ? null : await store.account(session.accountId);
  if (session === null || account === null) return refused(problem('session.required'));
  const over = session.endedAt !== null || Date.parse(session.expiresAt) <= clock.now();
  if (over || session.via !== via || session.createdAt < account.sessionsFrom)
    return refused(problem('session.required'));
  if (account.disabled) return refused(problem('session.accountDisabled'));
  const draining = await isDraining(parts, session.deviceId, account.accountId);
  if (!draining.ok) return draining;
  return ok({
    account: accountOf(account),
    deviceId: session.deviceId,
    via,
    draining: draining.value,
    sessionId: hash,
  });
}

/** false: not revoked; true: revoked, and its time to hand over (it begins with the first contact) is not over. */
async function isDraining(parts: SessionParts, deviceId: string | null, accountId: string): Promise<Result<boolean>> {
  if (deviceId === null) return ok(false);
  const enrolment = await parts.store.enrolment(deviceId, accountId);
  if (enrolment === null) return refused(problem('session.required'));
  if (enrolment.revokedAt === null) return ok(false);
  if (enrolment.drainUntil === null) {
    await extendDrain(parts, enrolment._id);
    return ok(true);
  }
  return Date.parse(enrolment.drainUntil) > parts.clock.now() ? ok(true) : refused(problem('session.deviceRevoked'));
}

export async function extendDrain({ store, clock, policy }: SessionParts, enrolmentId: string): Promise<void> {
  const until = clock.now() + policy.drainHours * hourMs;
  await store.change<EnrolmentDocument>(enrolmentId, (stored) => {
    const soon = stored?.drainUntil != null && Date.parse(stored.drainUntil) > until - 60_000;
    return stored === null || stored.revokedAt === null || soon ? null : { ...stored, drainUntil: iso(until) };
  });
}

/** A fresh bearer for a device credential; each refresh lets the credential live on (DESIGN §8: ≤ 30 days). */
export async function refreshSession(
  parts: SessionParts,
  deviceId: string,
  credential: string,
): Promise<Result<SignedIn>> {
  const { store, clock, policy } = parts;
  const since = clock.now();
  const hash = tokenHash(credential);
  const enrolment = (await store.enrolmentsOfDevice(deviceId)).find((one) => sameHash(one.credentialHash, hash));
  const account = enrolment === undefined ? null : await store.account(enrolment.accountId);
  if (enrolment === undefined || account === null) return refused(problem('session.required'));
  if (account.disabled) return refused(problem('session.accountDisabled'));
  if (Date.parse(enrolment.credentialUntil) <= clock.now()) return refused(problem('session.required'));
  const draining = await isDraining(parts, deviceId, account.accountId);
  if (!draining.ok) return draining;
  const credentialUntil = iso(clock.now() + policy.deviceCredentialDays * 24 * hourMs);
  // Ended or replaced since it was read: a refresh does not bring it back.
  const written = await store.change<EnrolmentDocument>(enrolment._id, (stored) =>
    stored?.credentialHash !== hash || Date.parse(stored.credentialUntil) <= clock.now()
      ? null
      : { ...stored, credentialUntil },
  );
  if (written?.credentialHash !== hash || written.credentialUntil !== credentialUntil)
    return refused(problem('session.required'));
  return ok(await startSession(parts, account, 'bearer', { deviceId, credential }, since));
}

/** Ends the credentials of an account's devices: they must sign in again. */
export async function endCredentials({ store, clock }: SessionParts, accountId: string): Promise<void> {
  for (const { _id } of store.enrolmentsOf(accountId))
    await store.change<EnrolmentDocument>(_id, (stored) =>
      stored === null || Date.parse(stored.credentialUntil) <= clock.now()
        ? null
        : { ...stored, credentialUntil: iso(clock.now()) },
    );
}

/** Enrols (or enrols again) a technician's store on a device and answers its new credential. */
export async function enrol(
  { store, clock, policy }: SessionParts,
  account: AccountDocument,
  device: { readonly deviceId: string; readonly label: string },
): Promise<Result<string>> {
  if (account.role !== 'technician') return refused(problem('access.role'));
  const id = enrolmentDocumentId(device.deviceId, account.accountId);
  if (!(await hasRoom(store, account.accountId, id, clock.now())))
    return refused(problem('limit.devices', { most: mostDevices }));
  const credential = newToken();
  const now = clock.now();
  const written = await store.change<EnrolmentDocument>(id, (stored) =>
    stored?.revokedAt != null
      ? null
      : {
          _id: id,
          type: 'enrolment',
          deviceId: device.deviceId,
          accountId: account.accountId,
          label: device.label,
          enrolledAt: stored?.enrolledAt ?? iso(now),
          lastSeenAt: iso(now),
          revokedAt: null,
          drainUntil: null,
          credentialHash: tokenHash(credential),
          credentialUntil: iso(now + policy.deviceCredentialDays * 24 * hourMs),
        },
  );
  return written?.credentialHash === tokenHash(credential) ? ok(credential) : refused(problem('session.deviceRevoked'));
}

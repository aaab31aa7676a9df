import type { Clock } from '../../domain/clock.ts';
import type { MakeId } from '../../domain/ids.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { sameJson } from '../../forms/engine/canonical.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import { type Audit, noAudit } from '../audit/types.ts';
import type { OfficePolicy } from '../config.ts';
import type { Databases } from '../database/types.ts';
import { overtakenAt } from '../overtaken-at.ts';
import { accountOf, deviceOf, openAccountStore } from './account-store.ts';
import { addressGroup } from './address-group.ts';
import { sweepAccounts } from './device-places.ts';
import {
  type AccountDocument,
  accountDocumentId,
  type EnrolmentDocument,
  enrolmentDocumentId,
  type SessionDocument,
  sessionDocumentId,
  usernameDocumentId,
} from './documents.ts';
import { type PendingAdministrator, takePendingAdministrator } from './first-administrator.ts';
import { keptCounts } from './kept-counts.ts';
import { openKnownDevices } from './known-devices.ts';
import { sweepMs, tryLimits } from './limits.ts';
import { noteSignIn } from './note-sign-in.ts';
import { weaknessOf } from './password-rules.ts';
import { type Asker, openPasswordWork } from './password-work.ts';
import { hashPassword, isPassword, type PasswordHash } from './passwords.ts';
import { watchSessions } from './session-watch.ts';
import {
  endCredentials,
  enrol,
  extendDrain,
  findActor,
  holderOf,
  mailboxOf,
  refreshSession,
  type SessionParts,
  startSession,
} from './sessions.ts';
import { newPassword, sameHash, tokenHash } from './tokens.ts';
import { limitTries } from './tries.ts';
import type { Accounts, Actor, NewAccount, SignedIn, SignIn } from './types.ts';

export type AccountsParts = {
  readonly databases: Databases;
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly policy: OfficePolicy;
  readonly generation: string;
  /** data folder, where `admin create` leaves the first administrator */
  readonly data: string;
  readonly failed: (error: unknown) => void;
  /** who signs in and who is refused; absent: nobody is told */
  readonly audit?: Pick<Audit, 'note' | 'refused'>;
};

const seenEveryMs = 60_000;

/** An asker who is signed in already: strangers at the way in do not keep him waiting. */
const signedIn = (accountId: string): Asker => ({ isKnown: true, address: accountId });
const officeAsks: Asker = signedIn('office');

/** Accounts, sessions and devices of this office. */
export async function openAccounts(given: AccountsParts): Promise<Accounts> {
  const { databases, clock, makeId, policy, failed, audit = noAudit } = given;
  const database = await databases.ensure('accounts');
  const store = await openAccountStore(database, failed);
  const parts: SessionParts = { store, clock, policy, generation: given.generation };
  const tries = limitTries(clock.now);
  const refreshes = keptCounts(clock.now, tryLimits.forgottenAfterMs, tryLimits.mostKept);
  const knownDevices = await openKnownDevices(store, clock.now);
  const watching = watchSessions(store, ({ sessionId, via }) => holderOf(parts, sessionId, via), failed);
  const alone = oneAtATime();
  const passwordWork = openPasswordWork();
  const hashFor = (asker: Asker, password: string) =>
    passwordWork(asker, () => hashPassword(password, policy.scryptLog2N));
  const isRightFor = (asker: Asker, password: string, stored: PasswordHash | null) =>
    passwordWork(asker, () => isPassword(password, stored, policy.scryptLog2N));
  const sweep = () => sweepAccounts(store, database, clock.now()).catch(failed);
  const sweeping = setInterval(() => void sweep(), sweepMs).unref();
  const lastNoted = new Map<string, number>();
  const iso = () => new Date(clock.now()).toISOString();
  const find = (accountId: string) => store.accounts.get(accountDocumentId(accountId)) ?? null;

  async function add(account: NewAccount, oneTimeUntil?: string): Promise<Result<AccountDocument>> {
    const weakness =
      account.anyPassword === true ? null : await weaknessOf(account.password, account, policy.passwordMin);
    if (weakness !== null) return refused(weakness);
    const hashed = await hashFor(officeAsks, account.password);
    if (!hashed.ok) return hashed;
    const isSame = async (stored: AccountDocument) => {
      const same = await isRightFor(officeAsks, account.password, stored.password);
      return same.ok && same.value;
    };
    return addHashed(account, hashed.value, isSame, oneTimeUntil);
  }

  /** @param isSame whether an account that another office wrote under the same id has this password */
  async function addHashed(
    account: Omit<NewAccount, 'password'>,
    password: AccountDocument['password'],
    isSame: (stored: AccountDocument) => Promise<boolean>,
    oneTimeUntil?: string,
  ): Promise<Result<AccountDocument>> {
    const taken = refused(problem('account.nameTaken', { username: account.username }));
    const wanted = account.accountId ?? makeId();
    // A name without an account: whoever claimed it was killed, or writes it at this moment. Under his id it is made once.
    const claimed = await store.claim(usernameDocumentId(account.username), wanted);
    const accountId = claimed ?? wanted;
    const holder = claimed === null ? null : await store.account(claimed);
    // The same account again: an earlier answer was lost.
    if (holder !== null) return accountId === wanted ? ok(holder) : taken;
    if (account.role === 'technician') await databases.ensure(mailboxOf(accountId), { q: 1 });
    const id = accountDocumentId(accountId);
    const at = iso();
    const written = await store.change<AccountDocument>(id, (stored) =>
      stored !== null
        ? null
        : {
            _id: id,
            type: 'account',
            accountId,
            username: account.username,
            name: account.name,
            role: account.role,
            disabled: false,
            ...(account.performs === undefined || account.performs.length === 0 ? {} : { performs: account.performs }),
            createdAt: at,
            password,
            sessionsFrom: at,
            ...(oneTimeUntil === undefined ? {} : { oneTime: { until: oneTimeUntil, usedAt: null } }),
          },
    );
    if (written === null) throw new Error('the account was not written');
    if (written.password.hash === password.hash) return ok(written);
    const { name, role } = written;
    return name === account.name && role === account.role && (await isSame(written)) ? ok(written) : taken;
  }

  const takeFirstAdministrator = (): Promise<void> =>
    alone('accounts', () => takePendingAdministrator(given.data, clock.now(), (pending) => takeAdministrator(pending)));

  async function takeAdministrator(pending: PendingAdministrator): Promise<void> {
    const given = { ...pending, role: 'administrator' } as const;
    const added = await addHashed(given, pending.password, async () => false, pending.until);
    const refusal = added.ok ? {} : { code: added.problem.code };
    const entry = {
      action: 'account.added',
      about: pending.username,
      details: { role: given.role },
      ...refusal,
    } as const;
    if (added.ok) await audit.note(entry);
    else audit.refused(entry);
  }

  async function noted(asked: SignIn): Promise<Result<SignedIn>> {
    const named = () => store.byUsername(asked.username.trim().toLowerCase());
    const before = named();
    const isNew =
      before !== null &&
      asked.device !== undefined &&
      !store.enrolments.has(enrolmentDocumentId(asked.device.deviceId, before.accountId));
    const answer = await signIn(asked);
    await noteSignIn(audit, asked, answer, named(), isNew);
    return answer;
  }

  async function signIn(asked: SignIn): Promise<Result<SignedIn>> {
    const since = clock.now();
    const username = asked.username.trim().toLowerCase();
    const known = knownAs(store.byUsername(username), asked);
    const address = addressGroup(asked.address);
    const asker: Asker = { isKnown: known !== null, address };
    const holder = await tries.during({ username, address, known }, () =>
      accountOfPassword(username, asked.password, asker),
    );
    if (!holder.ok) return holder;
    const account = holder.value;
    if (account === null) return refused(problem('session.wrongPassword'));
    if (account.disabled) return refused(problem('session.accountDisabled'));
    if (account.role === 'technician') await databases.ensure(mailboxOf(account.accountId), { q: 1 });
    if (asked.device === undefined) {
      if (!(await isStill(account))) return refused(problem('session.wrongPassword'));
      const signed = await startSession(parts, account, asked.cookie === true ? 'cookie' : 'bearer', null, since);
      return ok(
        asked.cookie === true ? { ...signed, known: knownDevices.remember(asked.known, account.accountId) } : signed,
      );
    }
    const { deviceId } = asked.device;
    const credential = await enrol(parts, account, asked.device);
    if (!credential.ok) return credential;
    if (!(await isStill(account))) {
      await endCredentials(parts, account.accountId);
      return refused(problem('session.wrongPassword'));
    }
    return ok(await startSession(parts, account, 'bearer', { deviceId, credential: credential.value }, since));
  }

  /** The device on which this account has signed in before, by what it keeps: a credential that the office gave it, or a browser's mark. */
  function knownAs(account: AccountDocument | null, { device, known }: SignIn): string | null {
    if (account === null) return null;
    const { accountId } = account;
    const mark = knownDevices.markOf(known, accountId);
    if (mark !== null) return `browser:${mark}`;
    if (device?.credential === undefined) return null;
    const enrolment = store.enrolments.get(enrolmentDocumentId(device.deviceId, accountId));
    // Also one that has run out or was ended by a new password: it opens nothing, it is only known.
    const isKnown = enrolment?.revokedAt === null && sameHash(enrolment.credentialHash, tokenHash(device.credential));
    return isKnown ? `device:${device.deviceId}` : null;
  }

  /** The account that this password opens. A one-time code is used up by it: of two that come at once it opens one. */
  async function accountOfPassword(
    username: string,
    password: string,
    asker: Asker,
  ): Promise<Result<AccountDocument | null>> {
    const opened = await passwordWork(asker, async () => {
      if (store.byUsername(username) === null) await takeFirstAdministrator();
      const named = store.byUsername(username);
      return (await isPassword(password, named?.password ?? null, policy.scryptLog2N)) ? named : null;
    });
    if (!opened.ok) return opened;
    const account = opened.value;
    if (account === null || account.oneTime === undefined || account.disabled) return opened;
    if (account.oneTime.usedAt !== null || account.oneTime.until < iso()) return ok(null);
    let used = false;
    await store.change<AccountDocument>(account._id, (stored) => {
      used = stored?.oneTime?.usedAt === null && stored.password.hash === account.password.hash;
      return used && stored?.oneTime ? { ...stored, oneTime: { ...stored.oneTime, usedAt: iso() } } : null;
    });
    return ok(used ? account : null);
  }

  /** Judging a password takes its time: it may have been reset meanwhile. */
  async function isStill({ _id, password }: AccountDocument): Promise<boolean> {
    const stored = await store.change<AccountDocument>(_id, () => null);
    return stored?.password.hash === password.hash;
  }

  const changeAccount = (accountId: string, change: (stored: AccountDocument) => AccountDocument) =>
    store.change<AccountDocument>(accountDocumentId(accountId), (stored) => (stored === null ? null : change(stored)));

  async function setPassword(accountId: string, password: PasswordHash, keep: Actor | null): Promise<void> {
    const at = iso();
    // Before the others end: what its holder asks at the same time must not find it ended.
    if (keep !== null)
      await store.change<SessionDocument>(sessionDocumentId(keep.sessionId), (stored) =>
        stored === null ? null : { ...stored, createdAt: at },
      );
    await changeAccount(accountId, ({ oneTime: _, ...stored }) => ({ ...stored, password, sessionsFrom: at }));
  }

  const accounts: Accounts = {
    signIn: noted,
    async refresh({ deviceId, deviceCredential, address }) {
      // A credential is 256 bits: nobody guesses it, and whoever has it is let in whatever others do at his address. What strangers can
      // cost is a look into the store for a device that this process does not know, because another office may just have enrolled it.
      const from = addressGroup(address);
      const isKnown = store.byCredential(deviceId, tokenHash(deviceCredential)) !== null;
      if (!isKnown && refreshes.of(from).failures >= tryLimits.refreshes)
        return refused(problem('session.tooManyTries', { seconds: 60 }));
      const answer = await refreshSession(parts, deviceId, deviceCredential);
      if (!isKnown && !answer.ok && answer.problem.code === 'session.required') refreshes.fail(from);
      if (!answer.ok)
        audit.refused({
          action: 'access.refused',
          code: answer.problem.code,
          address: from,
          about: '/api/session/refresh',
        });
      return answer;
    },
    actorOf: (token, via) => findActor(parts, token, via),
    watch: watching.watch,
    async signOut(actor) {
      await store.change<SessionDocument>(sessionDocumentId(actor.sessionId), (stored) =>
        stored === null ? null : { ...stored, endedAt: iso() },
      );
    },
    async changePassword(actor, current, next) {
      const { accountId, username } = actor.account;
      const weakness = await weaknessOf(next, actor.account, policy.passwordMin);
      if (weakness !== null) return refused(weakness);
      const trying = { username, address: '', known: `session:${actor.sessionId}` };
      const holder = await tries.during(trying, async () => {
        const account = find(accountId);
        const right = await isRightFor(signedIn(accountId), current, account?.password ?? null);
        return right.ok ? ok(right.value ? account : null) : right;
      });
      if (!holder.ok) return holder;
      if (holder.value === null) return refused(problem('session.currentPasswordWrong'));
      const hashed = await hashFor(signedIn(accountId), next);
      if (!hashed.ok) return hashed;
      await setPassword(accountId, hashed.value, actor);
      return ok(null);
    },

    list: () => [...store.accounts.values()].map(accountOf).sort((a, b) => (a.username < b.username ? -1 : 1)),
    byId(accountId) {
      const found = find(accountId);
      return found === null ? null : accountOf(found);
    },
    async add(account) {
      const added = await alone('accounts', () => add(account));
      return added.ok ? ok(accountOf(added.value)) : added;
    },
    async setPerforms(accountId, performs, seen) {
      let theirs = null as readonly string[] | null;
      const changed = await changeAccount(accountId, (stored) => {
        const stands = stored.performs ?? [];
        theirs = seen === undefined || sameJson(stands, seen) || sameJson(stands, performs) ? null : stands;
        return theirs === null ? { ...stored, performs } : stored;
      });
      if (changed === null) return refused(problem('notFound'));
      if (theirs !== null) return refused(overtakenAt('performs', { seen: seen ?? [], yours: performs, theirs }));
      return ok(accountOf(changed));
    },
    setDisabled: (accountId, disabled) =>
      alone('accounts', async () => {
        const account = find(accountId);
        if (account === null) return refused(problem('notFound'));
        const others = [...store.accounts.values()].filter(
          (one) => one.role === 'administrator' && !one.disabled && one.accountId !== accountId,
        );
        if (disabled && account.role === 'administrator' && others.length === 0)
          return refused(problem('account.lastAdministrator'));
        const written = await changeAccount(accountId, (stored) => ({ ...stored, disabled }));
        return written === null ? refused(problem('notFound')) : ok(accountOf(written));
      }),
    async resetPassword(accountId) {
      if (find(accountId) === null) return refused(problem('notFound'));
      const password = newPassword();
      const hashed = await hashFor(officeAsks, password);
      if (!hashed.ok) return hashed;
      // Before, so that no refresh begins after the moment from which sessions count; afterwards what a sign-in with the old one enrolled.
      await endCredentials(parts, accountId);
      await setPassword(accountId, hashed.value, null);
      await endCredentials(parts, accountId);
      return ok(password);
    },

    devices: () =>
      [...store.enrolments.values()]
        .sort((a, b) => (`${a.enrolledAt}\n${a._id}` < `${b.enrolledAt}\n${b._id}` ? -1 : 1))
        .map((one) => deviceOf(one, store.facts.get(one.deviceId))),
    devicesOf: (accountId) => store.enrolmentsOf(accountId).map((one) => deviceOf(one, store.facts.get(one.deviceId))),
    lastSeenAt(accountId) {
      const times = accounts.devicesOf(accountId).flatMap((device) => device.lastSeenAt ?? []);
      return times.sort().at(-1) ?? null;
    },
    seen(actor) {
      if (actor.deviceId === null) return;
      const id = enrolmentDocumentId(actor.deviceId, actor.account.accountId);
      const now = clock.now();
      if (now - (lastNoted.get(id) ?? 0) < seenEveryMs) return;
      lastNoted.set(id, now);
      void store
        .change<EnrolmentDocument>(id, (stored) => (stored === null ? null : { ...stored, lastSeenAt: iso() }))
        .catch(failed);
    },
    report: (deviceId, facts) => void store.facts.set(deviceId, facts),
    async handedOver(actor) {
      if (!actor.draining || actor.deviceId === null) return;
      await extendDrain(parts, enrolmentDocumentId(actor.deviceId, actor.account.accountId));
    },
    async revoke(deviceId) {
      const enrolled = [...store.enrolments.values()].filter((one) => one.deviceId === deviceId);
      let last: EnrolmentDocument | null = null;
      for (const one of enrolled) {
        last = await store.change<EnrolmentDocument>(one._id, (stored) =>
          stored === null || stored.revokedAt !== null ? null : { ...stored, revokedAt: iso() },
        );
      }
      return last === null ? refused(problem('notFound')) : ok(deviceOf(last, store.facts.get(deviceId)));
    },
    sweep,
    close: () => {
      clearInterval(sweeping);
      watching.close();
      return store.close();
    },
  };
  await takeFirstAdministrator();
  return accounts;
}

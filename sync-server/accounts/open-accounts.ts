import type { Clock } from '../../domain/clock.ts';
import type { MakeId } from '../../domain/ids.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import type { OfficePolicy } from '../config.ts';
import type { Databases } from '../database/types.ts';
import { accountOf, deviceOf, openAccountStore } from './account-store.ts';
import {
  type AccountDocument,
  accountDocumentId,
  type EnrolmentDocument,
  enrolmentDocumentId,
  type SessionDocument,
  sessionDocumentId,
  usernameDocumentId,
} from './documents.ts';
import { takePendingAdministrator } from './first-administrator.ts';
import { hashPassword, isPassword } from './passwords.ts';
import {
  enrol,
  extendDrain,
  findActor,
  mailboxOf,
  refreshSession,
  type SessionParts,
  startSession,
} from './sessions.ts';
import { newPassword } from './tokens.ts';
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
};

const seenEveryMs = 60_000;

/** Accounts, sessions and devices of this office. */
export async function openAccounts(given: AccountsParts): Promise<Accounts> {
  const { databases, clock, makeId, policy, failed } = given;
  const store = await openAccountStore(await databases.ensure('accounts'), failed);
  const parts: SessionParts = { store, clock, policy, generation: given.generation };
  const tries = limitTries(clock.now);
  const alone = oneAtATime();
  const noted = new Map<string, number>();
  const iso = () => new Date(clock.now()).toISOString();
  const find = (accountId: string) => store.accounts.get(accountDocumentId(accountId)) ?? null;

  async function add(account: NewAccount, oneTimeUntil?: string): Promise<Result<AccountDocument>> {
    if (account.password.length < policy.passwordMin)
      return refused(problem('session.weakPassword', { min: policy.passwordMin }));
    return addHashed(account, await hashPassword(account.password, policy.scryptLog2N), oneTimeUntil);
  }

  async function addHashed(
    account: Omit<NewAccount, 'password'>,
    password: AccountDocument['password'],
    oneTimeUntil?: string,
  ): Promise<Result<AccountDocument>> {
    const accountId = account.accountId ?? makeId();
    const nameId = usernameDocumentId(account.username);
    if (!(await store.claim(nameId, { type: 'username', accountId }))) {
      const holder = store.byUsername(account.username);
      // The same account again: an earlier answer was lost, or the process ended between the two writes.
      if (holder !== null && holder.accountId !== accountId)
        return refused(problem('account.nameTaken', { username: account.username }));
      if (holder !== null) return ok(holder);
    }
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
    return ok(written);
  }

  async function takeFirstAdministrator(): Promise<void> {
    const pending = await takePendingAdministrator(given.data, clock.now());
    if (pending === null) return;
    await addHashed({ ...pending, role: 'administrator' }, pending.password, pending.until);
  }

  async function signIn(asked: SignIn): Promise<Result<SignedIn>> {
    const username = asked.username.trim().toLowerCase();
    const seconds = tries.waitSeconds(username, asked.address);
    if (seconds > 0) return refused(problem('session.tooManyTries', { seconds }));
    if (store.byUsername(username) === null) await takeFirstAdministrator();
    const account = store.byUsername(username);
    const right = await isPassword(asked.password, account?.password ?? null, policy.scryptLog2N);
    const spent = account?.oneTime !== undefined && (account.oneTime.usedAt !== null || account.oneTime.until < iso());
    if (account === null || !right || spent) {
      tries.failed(username, asked.address);
      return refused(problem('session.wrongPassword'));
    }
    tries.succeeded(username, asked.address);
    if (account.disabled) return refused(problem('session.accountDisabled'));
    if (account.oneTime !== undefined)
      await changeAccount(account.accountId, (stored) =>
        stored.oneTime === undefined ? stored : { ...stored, oneTime: { ...stored.oneTime, usedAt: iso() } },
      );
    if (account.role === 'technician') await databases.ensure(mailboxOf(account.accountId), { q: 1 });
    if (asked.device === undefined)
      return ok(await startSession(parts, account, asked.cookie === true ? 'cookie' : 'bearer', null));
    const credential = await enrol(parts, account, asked.device);
    if (!credential.ok) return credential;
    return ok(
      await startSession(parts, account, 'bearer', { deviceId: asked.device.deviceId, credential: credential.value }),
    );
  }

  const changeAccount = (accountId: string, change: (stored: AccountDocument) => AccountDocument) =>
    store.change<AccountDocument>(accountDocumentId(accountId), (stored) => (stored === null ? null : change(stored)));

  async function setPassword(accountId: string, password: string, keep: Actor | null): Promise<void> {
    const hashed = await hashPassword(password, policy.scryptLog2N);
    const at = iso();
    await changeAccount(accountId, ({ oneTime: _, ...stored }) => ({ ...stored, password: hashed, sessionsFrom: at }));
    if (keep === null) return;
    await store.change<SessionDocument>(sessionDocumentId(keep.sessionId), (stored) =>
      stored === null ? null : { ...stored, createdAt: at },
    );
  }

  const accounts: Accounts = {
    signIn,
    async refresh({ deviceId, deviceCredential, address }) {
      const seconds = tries.waitSeconds(`device:${deviceId}`, address);
      if (seconds > 0) return refused(problem('session.tooManyTries', { seconds }));
      const answer = await refreshSession(parts, deviceId, deviceCredential);
      if (!answer.ok && answer.problem.code === 'session.required') tries.failed(`device:${deviceId}`, address);
      return answer;
    },
    actorOf: (token, via) => findActor(parts, token, via),
    async signOut(actor) {
      await store.change<SessionDocument>(sessionDocumentId(actor.sessionId), (stored) =>
        stored === null ? null : { ...stored, endedAt: iso() },
      );
    },
    async changePassword(actor, current, next) {
      const account = find(actor.account.accountId);
      if (next.length < policy.passwordMin)
        return refused(problem('session.weakPassword', { min: policy.passwordMin }));
      const seconds = tries.waitSeconds(actor.account.username, actor.sessionId);
      if (seconds > 0) return refused(problem('session.tooManyTries', { seconds }));
      if (!(await isPassword(current, account?.password ?? null, policy.scryptLog2N))) {
        tries.failed(actor.account.username, actor.sessionId);
        return refused(problem('session.currentPasswordWrong'));
      }
      await setPassword(actor.account.accountId, next, actor);
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
    setPerforms: async (accountId, performs) => {
      const changed = await changeAccount(accountId, (stored) => ({ ...stored, performs }));
      return changed === null ? refused(problem('notFound')) : ok(accountOf(changed));
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
      await setPassword(accountId, password, null);
      for (const enrolment of store.enrolments.values()) {
        if (enrolment.accountId !== accountId) continue;
        await store.change<EnrolmentDocument>(enrolment._id, (stored) =>
          stored === null ? null : { ...stored, credentialUntil: iso() },
        );
      }
      return ok(password);
    },

    devices: () => [...store.enrolments.values()].map((one) => deviceOf(one, store.facts.get(one.deviceId))),
    devicesOf: (accountId) => store.enrolmentsOf(accountId).map((one) => deviceOf(one, store.facts.get(one.deviceId))),
    lastSeenAt(accountId) {
      const times = accounts.devicesOf(accountId).flatMap((device) => device.lastSeenAt ?? []);
      return times.sort().at(-1) ?? null;
    },
    seen(actor) {
      if (actor.deviceId === null) return;
      const id = enrolmentDocumentId(actor.deviceId, actor.account.accountId);
      const now = clock.now();
      if (now - (noted.get(id) ?? 0) < seenEveryMs) return;
      noted.set(id, now);
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
    close: () => store.close(),
  };
  await takeFirstAdministrator();
  return accounts;
}

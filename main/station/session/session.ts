import type { SessionValue } from '../../../bridge/office.ts';
import { isOnTheWay } from '../../../bridge/on-the-way.ts';
import type { SessionState } from '../../../bridge/station.ts';
import type { SyncState } from '../../../bridge/sync-state.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { oneAtATime } from '../../../storage/one-at-a-time.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { StationContext } from '../context.ts';
import { type OpenedDesk, openDesk } from '../desk.ts';
import type { OwnDesk } from '../own-desk.ts';
import type { Http } from '../sync/http.ts';
import { isLinkProblem } from '../sync/office-answer.ts';
import { openDoor, signInAtOffice } from '../sync/office-client.ts';
import {
  type Accounts,
  type Credential,
  readAccounts,
  readCredential,
  readUnlocked,
  technicianFolder,
  writeAccounts,
  writeCredential,
  writeUnlocked,
} from './account-files.ts';
import { makeTries } from './tries.ts';
import { makeVerifier, matches } from './verifier.ts';

const hourMs = 3_600_000;
/** DESIGN §8: the device opens without the office for 7 days; after that only sync asks. */
export const offlineDays = 7;
/** A working day: a crash in a stairwell does not ask for a password (ADR 0003). */
const unlockedForMs = 12 * hourMs;

export type Session = {
  readonly state: () => SessionState;
  readonly signIn: (username: string, password: string) => Promise<Result<SessionState>>;
  /** @param afterMinutes without a touch, when the device locks itself */
  readonly lock: (afterMinutes?: number) => Promise<SessionState>;
  readonly signOut: () => Promise<Result<SessionState>>;
  /** Turns the open desk to another office generation (take-over.ts); refused when it is not the one that was heard of. */
  readonly acceptOffice: (generation: string) => Promise<Result<SyncState>>;
  /** the open desk, or why there is none */
  readonly desk: () => Result<OwnDesk>;
  /** A call at the open desk: a sign-out waits for it, and counts what it has written. */
  readonly atDesk: <T>(work: (desk: OwnDesk) => Promise<Result<T>>) => Promise<Result<T>>;
  /** the desk behind a locked screen too: it goes on sending */
  readonly opened: () => OpenedDesk | null;
  readonly close: () => Promise<void>;
};

/** Who works on this device: enrolment, offline unlock, lock, sign-out. One technician at a time, each with a folder of his own. */
export async function openSession(station: StationContext, http: Http, catalogue: Catalogue): Promise<Session> {
  const { dataFolder, clock, emit } = station;
  let accounts: Accounts = await readAccounts(dataFolder);
  let credential: Credential | null = null;
  let opened: OpenedDesk | null = null;
  let unlocked = false;
  let lockedAfterMinutes: number | null = null;
  /** a sign-out is under way: no call begins */
  let leaving = false;
  const calls = new Set<Promise<unknown>>();
  const tries = makeTries(clock.now);
  // A double tap, or a second tab, must not open a second desk: two writers of one journal know nothing of each other.
  const exclusively = oneAtATime();
  const oneAfterAnother = <T>(work: () => Promise<T>): Promise<T> => exclusively('seat', work);

  const door = openDoor({
    http,
    url: station.officeUrl,
    // After seven days without the office only a sign-in opens its doors again; local work goes on.
    identity: () => (offlineExpired() ? null : credential),
    rejected: (given, deviceCredential) => {
      // A sign-in meanwhile has brought another one: what is said of the old one asks nobody to sign in again.
      if (credential?.deviceCredential === deviceCredential) void onRejected(given);
    },
    refreshed: (session) => void onRefreshed(session),
  });

  async function save(changes: Partial<Credential>): Promise<void> {
    if (!credential) return;
    credential = { ...credential, ...changes };
    await writeCredential(technicianFolder(dataFolder, credential.technicianId), credential);
    emit({ name: 'session.changed' });
  }

  async function onRejected(given: Problem): Promise<void> {
    if (given.code === 'session.deviceRevoked') await revoke();
    else if (credential && !credential.signInNeeded) await save({ signInNeeded: true });
  }

  async function revoke(): Promise<void> {
    if (credential && !credential.revoked) await save({ revoked: true });
    if (unlocked) await lock();
  }

  async function onRefreshed(session: SessionValue): Promise<void> {
    const { account } = session;
    await save({ onlineAt: clock.facts().at, signInNeeded: false, name: account.name, mailbox: session.mailbox ?? '' });
  }

  async function seat(next: Credential): Promise<void> {
    if (credential?.technicianId !== next.technicianId) {
      await opened?.close();
      opened = null;
      door.forgetAuthorization();
    }
    credential = next;
    if (accounts.current !== next.technicianId) {
      accounts = { ...accounts, current: next.technicianId };
      await station.reserve.spend(() => writeAccounts(dataFolder, accounts));
    }
    opened ??= await openDesk({
      station,
      catalogue,
      identity: next,
      door,
      signInNeeded: () => Boolean(credential?.signInNeeded || offlineExpired()),
      onRevoked: () => void revoke(),
    });
  }

  const offlineUntil = (): number => Date.parse(credential?.onlineAt ?? '') + offlineDays * 24 * hourMs;
  const offlineExpired = (): boolean => credential !== null && clock.now() > offlineUntil();

  async function unlock(): Promise<SessionState> {
    unlocked = true;
    lockedAfterMinutes = null;
    const until = new Date(clock.now() + unlockedForMs).toISOString();
    if (credential) {
      const folder = technicianFolder(dataFolder, credential.technicianId);
      await station.reserve.spend(() => writeUnlocked(folder, { until, bootId: clock.facts().bootId }));
    }
    emit({ name: 'session.changed' });
    opened?.wake();
    return state();
  }

  async function lock(afterMinutes?: number): Promise<SessionState> {
    unlocked = false;
    lockedAfterMinutes = afterMinutes ?? null;
    const locked = credential && technicianFolder(dataFolder, credential.technicianId);
    if (locked) await station.reserve.spend(() => writeUnlocked(locked, null));
    emit({ name: 'session.changed' });
    return state();
  }

  /** The device id for this name; made and flushed before the office hears of it. */
  async function deviceFor(username: string): Promise<string> {
    const known = accounts.accounts.find((one) => one.username === username);
    if (known) return known.deviceId;
    const made = { username, deviceId: station.makeId(), technicianId: null, name: username };
    accounts = { ...accounts, accounts: [...accounts.accounts, made] };
    await writeAccounts(dataFolder, accounts);
    return made.deviceId;
  }

  /** The credential that the office gave this device for this name: by it the office knows that no stranger tries the password. */
  async function credentialOf(username: string): Promise<string | undefined> {
    const known = accounts.accounts.find((one) => one.username === username);
    const kept = known?.technicianId ? await readCredential(technicianFolder(dataFolder, known.technicianId)) : null;
    return kept?.deviceCredential;
  }

  async function enrol(
    username: string,
    password: string,
    deviceId: string,
    session: SessionValue,
  ): Promise<Result<SessionState>> {
    const { account, deviceCredential, mailbox } = session;
    if (account.role !== 'technician' || !deviceCredential || !mailbox) return refused(problem('access.role'));
    const technicianId = account.accountId;
    const next: Credential = {
      username,
      technicianId,
      name: account.name,
      deviceId,
      deviceCredential,
      mailbox,
      generation: session.generation,
      verifier: await makeVerifier(password),
      onlineAt: clock.facts().at,
      signInNeeded: false,
      revoked: false,
    };
    // At once: what is still answered about the former credential must not be written over this one.
    if (credential?.technicianId === technicianId) credential = next;
    await writeCredential(technicianFolder(dataFolder, technicianId), next);
    const others = accounts.accounts.filter((one) => one.username !== username);
    accounts = { ...accounts, accounts: [...others, { username, deviceId, technicianId, name: account.name }] };
    await writeAccounts(dataFolder, accounts);
    await seat(next);
    door.setToken(session.token);
    return ok(await unlock());
  }

  async function openOffline(username: string, password: string, why: Problem): Promise<Result<SessionState>> {
    const known = accounts.accounts.find((one) => one.username === username);
    const kept = known?.technicianId ? await readCredential(technicianFolder(dataFolder, known.technicianId)) : null;
    if (!kept) {
      // A cause about which a person can do something is named as it is.
      const isAway = isLinkProblem(why.code) && !isOnTheWay(why.code);
      return refused(isAway ? problem('session.firstSignInOnline', { because: why.code }) : why);
    }
    if (!(await matches(kept.verifier, password))) return refused(problem('session.wrongPassword'));
    if (kept.revoked) return refused(problem('session.deviceRevoked'));
    await seat(kept);
    return ok(await unlock());
  }

  function state(): SessionState {
    const known = accounts.accounts.filter((one) => one.technicianId !== null);
    const who = credential;
    const signedIn = unlocked ? 'open' : 'locked';
    return {
      state: known.length === 0 ? 'new' : signedIn,
      technician: who && { technicianId: who.technicianId, username: who.username, name: who.name },
      known: known.map(({ username, name }) => ({ username, name })),
      deviceId: who?.deviceId ?? null,
      officeUrl: station.officeUrl,
      offlineUntil: who ? new Date(offlineUntil()).toISOString() : null,
      signInNeeded: who !== null && (who.signInNeeded || offlineExpired()),
      revoked: who?.revoked ?? false,
      lockedAfterMinutes,
    };
  }

  async function signIn(username: string, password: string): Promise<Result<SessionState>> {
    const wait = tries.waitSeconds(username);
    if (wait > 0) return refused(problem('session.tooManyTries', { seconds: wait }));
    const deviceId = await deviceFor(username);
    const device = { deviceId, label: station.shell.label, credential: await credentialOf(username) };
    const answer = await signInAtOffice(http, { username, password, device });
    if (!answer.ok && answer.problem.code === 'session.deviceRevoked' && credential?.username === username)
      await revoke();
    const done = answer.ok
      ? await enrol(username, password, deviceId, answer.value)
      : isLinkProblem(answer.problem.code) || answer.problem.code === 'session.busy'
        ? await openOffline(username, password, answer.problem)
        : answer;
    // A password that nobody judged counts neither way.
    if (done.ok || done.problem.code === 'session.wrongPassword') tries.note(username, done.ok);
    return done;
  }

  async function signOut(): Promise<Result<SessionState>> {
    leaving = true;
    try {
      return await leave();
    } finally {
      leaving = false;
    }
  }

  async function leave(): Promise<Result<SessionState>> {
    const unsent = (): number => opened?.unsent() ?? 0;
    if (unsent() === 0) await Promise.allSettled(calls);
    const count = unsent();
    if (count > 0) return refused(problem('session.unsentWork', { count }));
    await lock();
    await opened?.close();
    opened = null;
    credential = null;
    door.forgetAuthorization();
    accounts = { ...accounts, current: null };
    await writeAccounts(dataFolder, accounts);
    emit({ name: 'session.changed' });
    return ok(state());
  }

  function desk(): Result<OwnDesk> {
    if (opened && unlocked && !leaving) return ok(opened.desk);
    if (credential?.revoked) return refused(problem('session.deviceRevoked'));
    return refused(problem(credential ? 'session.locked' : 'session.required'));
  }

  async function atDesk<T>(work: (desk: OwnDesk) => Promise<Result<T>>): Promise<Result<T>> {
    const open = desk();
    if (!open.ok) return open;
    const running = work(open.value);
    calls.add(running);
    try {
      return await running;
    } finally {
      calls.delete(running);
    }
  }

  /** The choice is flushed first; the desk that opens next carries it out, and so does the one after a kill. */
  async function acceptOffice(generation: string): Promise<Result<SyncState>> {
    const before = desk();
    if (!before.ok) return before;
    if (before.value.sync.state().newOffice?.generation !== generation || !credential)
      return refused(problem('sync.noNewOffice'));
    await before.value.store.checkpoint.set({ accepting: generation });
    await opened?.close();
    opened = null;
    await seat(credential);
    emit({ name: 'session.changed' });
    const after = desk();
    return after.ok ? ok(after.value.sync.state()) : after;
  }

  const current = accounts.current;
  const kept = current ? await readCredential(technicianFolder(dataFolder, current)) : null;
  if (kept) {
    await seat(kept);
    const marker = await readUnlocked(technicianFolder(dataFolder, kept.technicianId));
    unlocked = !kept.revoked && marker?.bootId === clock.facts().bootId && Date.parse(marker.until) > clock.now();
  }

  return {
    state,
    opened: () => opened,
    lock,
    desk,
    atDesk,
    acceptOffice: (generation) => oneAfterAnother(() => acceptOffice(generation)),
    signIn: (username, password) => oneAfterAnother(() => signIn(username, password)),
    signOut: () => oneAfterAnother(signOut),
    close: () =>
      oneAfterAnother(async () => {
        await opened?.close();
        opened = null;
      }),
  };
}

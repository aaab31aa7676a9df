import { networkInterfaces } from 'node:os';
import type { SyncItem, SyncState } from '../../../bridge/station.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import type { Problem } from '../../../domain/problem.ts';
import { isStorageFull } from '../../../storage/full.ts';
import type { Log } from '../context.ts';
import type { TechnicianStore } from '../store/technician-store.ts';
import { makeBackoff } from './backoff.ts';
import { isDue, makeBatchSize, pickBatch } from './batch.ts';
import type { Contact } from './contact.ts';
import { judgeGeneration, noteGeneration } from './generation.ts';
import { isLinkProblem, wantsSignIn } from './office-answer.ts';
import type { OfficeDoor } from './office-client.ts';
import { type PullTarget, pull } from './pull.ts';
import { offer, push } from './push.ts';
import { makeLinkSeeker } from './seek-link.ts';
import { type Link, syncState } from './state.ts';
import { makeAlarm, makeAlarms } from './waits.ts';

export type WorkerOptions = {
  readonly store: TechnicianStore;
  readonly door: OfficeDoor;
  readonly mailbox: string;
  readonly deviceId: string;
  readonly contact: Contact;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
  readonly target: PullTarget;
  readonly files: () => readonly SyncItem[];
  readonly signInNeeded: () => boolean;
  readonly onRevoked: () => void;
  /** the link is back or documents were confirmed: other queues may go on */
  readonly wakeFiles: () => void;
  /** brings order types and settings up to date; asked at each contact and while one is missing */
  readonly pullCatalogue: (signal: AbortSignal) => Promise<void>;
  /** an order is here whose order type or settings are not */
  readonly definitionsMissing: () => Promise<boolean>;
  readonly onContact: () => Promise<void>;
  readonly onSent: () => Promise<void>;
  readonly changed: () => void;
};

export type Worker = {
  readonly state: () => SyncState;
  /** everything unconfirmed by id and order, without a limit */
  readonly outstanding: () => readonly { readonly id: string; readonly orderId: string | null }[];
  readonly link: () => Link;
  /** Resolves when no document is being sent, after `mostMs` at the latest. */
  readonly documentsFirst: (mostMs: number) => Promise<void>;
  /** Something was written. */
  readonly nudge: () => void;
  /** The next contact is made at once where there is a link, else with the link. */
  readonly contactSoon: () => void;
  /** The session or the link is better than it was: try again at once. */
  readonly wake: () => void;
  /** Everything now, without waiting for a timer; resolves when a try in both directions has ended. */
  readonly now: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const waits = {
  /** a start opens the lists first: what the office needs is loaded and asked when they can be shown */
  firstMs: 150,
  /** a draft waits for the next keystrokes: on a good link, and on a poor one (DESIGN §4) */
  draftMs: 3_000,
  draftPoorMs: 30_000,
  poorRoundTripMs: 1_500,
  /** nothing to send: the worker looks again when nudged, or after this */
  idleMs: 60_000,
  signInMs: 30_000,
  contactEveryMs: 600_000,
  networkLookMs: 2_000,
  /** the device had no room, or a bug: the next try of that side */
  storageMs: 10_000,
} as const;

/** The sync worker: pushes from the journal, pulls by long polling, never says more than the office has answered (ADR 0004). */
export function startWorker(options: WorkerOptions): Worker {
  const { store, door, contact, now, log } = options;
  const { journal, checkpoint } = store;
  const closing = new AbortController();
  const pushAlarm = makeAlarm();
  const pullAlarm = makeAlarm();
  const pushBackoff = makeBackoff(options.random);
  const pullBackoff = makeBackoff(options.random);
  const size = makeBatchSize();
  const sending = new Set<string>();
  const sent = makeAlarms();
  const tries = new Map<string, number>();
  let link: Link = 'unknown';
  let pulling = false;
  let caughtUp = false;
  let newOffice: SyncState['newOffice'] = null;
  let revoked = false;
  let sendDraftsNow = false;
  let roundTripMs = 0;
  let contactedAt = 0;
  let contactDue = true;
  let nextTryAt: number | null = null;
  let pushWaitsUntil = 0;
  let currentPull: AbortController | null = null;
  let waiters: { readonly push: () => void; readonly pull: () => void }[] = [];

  const isOpen = (): boolean => !closing.signal.aborted;
  const seeker = makeLinkSeeker(door, () => wake());

  function heard(): void {
    seeker.stop();
    const regained = link !== 'online';
    link = 'online';
    nextTryAt = null;
    contact.touched();
    if (!regained) return;
    pushBackoff.reset();
    pushAlarm.ring();
    pullAlarm.ring();
    options.wakeFiles();
    options.changed();
  }

  /** What a failed try says of the link and the session. */
  function failed(given: Problem): void {
    if (isLinkProblem(given.code)) {
      link = given.code === 'link.timeout' ? 'silent' : 'offline';
      contactDue = true;
      if (isOpen()) seeker.start();
    } else if (given.code === 'session.deviceRevoked' && !revoked) {
      revoked = true;
      options.onRevoked();
      // It still hands over what it holds, and nothing else will say that it may begin.
      pushAlarm.ring();
    } else if (!wantsSignIn(given.code)) log.warn({ code: given.code }, 'the office refused a sync request');
    caughtUp = false;
    options.changed();
  }

  async function pushLoop(): Promise<void> {
    await pushAlarm.wait(waits.firstMs);
    while (isOpen()) {
      const wait = await guarded(pushRound);
      if (wait > 0 && !awaitsContact()) settle('push');
      if (isOpen()) await pushAlarm.wait(wait);
    }
  }

  /**
   * At a start and on a link that failed the pull side's short contact is the probe, and it tells whether this is still the office that
   * the documents are for; its answer rings.
   */
  const awaitsContact = (): boolean => newOffice === null && !revoked && contactDue && link !== 'online';

  /** What the device could not write (a full disk) ends a round, never the worker: it tries again, and says nothing is done. */
  async function guarded(round: () => Promise<number>): Promise<number> {
    try {
      return await round();
    } catch (error) {
      log.error({ err: error, full: isStorageFull(error) }, 'a round of sync could not be kept on the device');
      sending.clear();
      caughtUp = false;
      pulling = false;
      currentPull = null;
      settle('push');
      settle('pull');
      options.changed();
      return waits.storageMs;
    }
  }

  /** One batch; answers how long to wait before the next, ms. */
  async function pushRound(): Promise<number> {
    if (newOffice !== null || awaitsContact()) return waits.idleMs;
    const draftWaitMs = sendDraftsNow ? 0 : roundTripMs > waits.poorRoundTripMs ? waits.draftPoorMs : waits.draftMs;
    const entries = journal.entries();
    const due = { now: now(), draftWaitMs };
    const batch = pickBatch(entries, size.documents(), due);
    if (batch.length === 0) {
      sendDraftsNow = false;
      if (checkpoint.get().reoffering && !entries.some((one) => !one.refused))
        await checkpoint.set({ reoffering: false });
      return entries.some((one) => !one.refused && !isDue(one, due)) ? Math.min(1_000, draftWaitMs) : waits.idleMs;
    }
    for (const { id } of batch) {
      sending.add(id);
      tries.set(id, (tries.get(id) ?? 0) + 1);
    }
    options.changed();
    const send = checkpoint.get().reoffering ? offer : push;
    const answer = await send(door, options.mailbox, batch, closing.signal);
    sending.clear();
    sent.ring();
    if (!answer.ok) {
      size.shrink();
      failed(answer.problem);
      if (!isLinkProblem(answer.problem.code)) return waits.signInMs;
      const ms = later(pushBackoff.next());
      pushWaitsUntil = now() + ms;
      return ms;
    }
    await journal.append(answer.value);
    heard();
    const confirmed = answer.value.filter((line) => 'confirmed' in line);
    for (const line of confirmed) tries.delete(line.confirmed.id);
    if (confirmed.length > 0) contact.confirmed();
    if (journal.entries().length === 0) await options.onSent();
    options.changed();
    if (confirmed.length > 0) options.wakeFiles();
    if (answer.value.length === 0) return later(pushBackoff.next());
    pushBackoff.reset();
    size.grow();
    return 0;
  }

  function later(ms: number): number {
    nextTryAt = now() + ms;
    return ms;
  }

  async function pullLoop(): Promise<void> {
    await pullAlarm.wait(waits.firstMs);
    while (isOpen()) {
      const wait = await guarded(pullRound);
      if (isOpen() && wait > 0) await pullAlarm.wait(wait);
    }
  }

  async function pullRound(): Promise<number> {
    if (newOffice !== null || revoked) {
      settle('pull');
      return waits.idleMs;
    }
    // Whichever way somebody sets the wall clock, the next contact is not put off by it.
    if (contactDue || Math.abs(now() - contactedAt) > waits.contactEveryMs) {
      const made = await contact.make(door, options.deviceId);
      if (!made.ok) return pullFailed(made.problem);
      contactDue = false;
      contactedAt = now();
      roundTripMs = made.value.roundTripMs;
      if (!(await sameGeneration(made.value.generation))) return waits.idleMs;
      await options.pullCatalogue(closing.signal);
      await options.onContact();
      // What a contact writes (the device's own document) goes at once, not when the push side looks again.
      pushAlarm.ring();
    }
    return pullDocuments();
  }

  async function pullDocuments(): Promise<number> {
    currentPull = new AbortController();
    const asked = caughtUp && link === 'online' && waiters.length === 0 ? 'longpoll' : 'now';
    pulling = asked === 'now';
    if (pulling) options.changed();
    const since = checkpoint.get().since;
    const source = { door, database: options.mailbox };
    const pulled = await pull(source, options.target, since, asked, currentPull.signal);
    const interrupted = currentPull.signal.aborted;
    currentPull = null;
    pulling = false;
    if (!pulled.ok) return interrupted ? 0 : pullFailed(pulled.problem);
    pullBackoff.reset();
    if (pulled.value.since !== since || !checkpoint.get().complete) {
      const { sequence: storeSequence, store: name } = await store.documents.position();
      const complete = checkpoint.get().complete || pulled.value.caughtUp;
      // A store that was rebuilt meanwhile starts again from its own checkpoint.
      if (checkpoint.get().since === since)
        await checkpoint.set({ since: pulled.value.since, storeSequence, store: name, complete });
    }
    if (pulled.value.conflicts > 0)
      log.error({ count: pulled.value.conflicts }, 'conflicting revisions in the mailbox');
    caughtUp = pulled.value.caughtUp;
    heard();
    options.changed();
    if (await options.definitionsMissing()) await options.pullCatalogue(closing.signal);
    if (caughtUp) settle('pull');
    return 0;
  }

  function pullFailed(given: Problem): number {
    failed(given);
    settle('pull');
    settle('push');
    return isLinkProblem(given.code) ? later(pullBackoff.next()) : waits.signInMs;
  }

  /** Another database behind the same address must not be filled with what belongs to the old one. */
  async function sameGeneration(generation: string): Promise<boolean> {
    if (judgeGeneration(store, generation) !== 'another') {
      newOffice = null;
      await noteGeneration(store, generation);
      return true;
    }
    newOffice = { generation, heardAt: new Date(now()).toISOString() };
    log.error({}, 'the office has another database generation: sync is stopped');
    settle('pull');
    settle('push');
    options.changed();
    return false;
  }

  function settle(side: 'push' | 'pull'): void {
    for (const waiter of waiters) waiter[side]();
  }

  function interruptPull(): void {
    currentPull?.abort();
    pullAlarm.ring();
  }

  let networks = networkNames();
  const looks = setInterval(() => {
    const names = networkNames();
    const isNew = names !== networks;
    networks = names;
    if (isNew && link !== 'online') wake();
  }, waits.networkLookMs);

  function wake(): void {
    pushBackoff.reset();
    pullBackoff.reset();
    pushAlarm.ring();
    pullAlarm.ring();
  }

  const loops = [pushLoop(), pullLoop()].map((loop) =>
    loop.catch((error: unknown) => log.error({ err: error }, 'the sync worker stopped')),
  );

  return {
    state: () =>
      syncState({
        entries: journal.entries(),
        files: options.files(),
        sending,
        tries,
        link,
        contact: contact.facts(),
        signInNeeded: options.signInNeeded() || revoked,
        newOffice,
        pulling,
        caughtUp,
        nextTryAt,
      }),
    outstanding: () => [
      ...journal.entries().map(({ id }) => ({ id, orderId: orderIdOf(id) })),
      ...options.files().map(({ id, orderId }) => ({ id, orderId })),
    ],
    link: () => link,
    documentsFirst: (mostMs) => (sending.size === 0 ? Promise.resolve() : sent.wait(mostMs)),
    // After a failed try the next one is set; a save does not bring it forward, a link that is back does.
    nudge: () => {
      if (now() >= pushWaitsUntil) pushAlarm.ring();
    },
    contactSoon: () => {
      contactDue = true;
      if (link === 'online') interruptPull();
    },
    wake,
    now: () => {
      sendDraftsNow = true;
      // No document goes before a contact has told again whose office this is.
      if (newOffice !== null) [contactDue, link, newOffice] = [true, 'unknown', null];
      const tried = Promise.all([
        new Promise<void>((push) => addWaiter('push', push)),
        new Promise<void>((done) => addWaiter('pull', done)),
      ]);
      wake();
      interruptPull();
      return tried.then(() => undefined);
    },
    close: async () => {
      clearInterval(looks);
      seeker.stop();
      closing.abort();
      currentPull?.abort();
      pushAlarm.ring();
      pullAlarm.ring();
      await Promise.all(loops);
      await contact.save();
    },
  };

  function addWaiter(side: 'push' | 'pull', done: () => void): void {
    const nothing = (): void => undefined;
    const settled = (): void => {
      waiters = waiters.filter((one) => one !== waiter);
      done();
    };
    const waiter = { push: nothing, pull: nothing, [side]: settled };
    waiters.push(waiter);
  }
}

/** Addresses of this machine towards the outside; a change means a link may be back. */
const networkNames = (): string =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');

import type { Problem } from '../../../domain/problem.ts';
import type { Log } from '../context.ts';
import type { TechnicianStore } from '../store/technician-store.ts';
import type { AskedTries } from './asked-tries.ts';
import { makeBackoff } from './backoff.ts';
import type { Contact } from './contact.ts';
import { judgeGeneration, noteGeneration } from './generation.ts';
import { isLinkProblem } from './office-answer.ts';
import type { OfficeDoor } from './office-client.ts';
import type { OfficeLink } from './office-link.ts';
import { heartbeat, type PullTarget, pull } from './pull.ts';
import { type Alarm, makeAlarm, pauses } from './waits.ts';

export type PullSideOptions = {
  readonly store: TechnicianStore;
  readonly door: OfficeDoor;
  readonly mailbox: string;
  readonly deviceId: string;
  readonly contact: Contact;
  readonly random: () => number;
  readonly now: () => number;
  readonly log: Log;
  readonly target: PullTarget;
  readonly pullCatalogue: (signal: AbortSignal) => Promise<void>;
  readonly definitionsMissing: () => Promise<boolean>;
  readonly onContact: () => Promise<void>;
  readonly changed: () => void;
  readonly link: OfficeLink;
  readonly asked: AskedTries;
  readonly signal: AbortSignal;
};

/** What the office has for this device, on its way here; the contacts with the office are made on this side. */
export type PullSide = {
  readonly alarm: Alarm;
  /** A contact where one is due, then one pull; answers how long to wait before the next, ms. */
  readonly round: () => Promise<number>;
  /** documents are being fetched, and not waited for */
  readonly isPulling: () => boolean;
  /** Gives up the request that is out, so that the next round begins now. */
  readonly interrupt: () => void;
  /** The wait between tries begins small again, and the next is made at once. */
  readonly wake: () => void;
  /** The device could not keep what a round brought. */
  readonly stumbled: () => void;
  /** The device is on another network: what was learned of the way to the office holds no longer. */
  readonly forgetNetwork: () => void;
  readonly close: () => void;
};

/**
 * Long polls that fell silent one after the other while the office answered at once on the next connection: something on the way keeps
 * answers until they are whole, and the heartbeat with them. Three, because a link that breaks three times so exactly is rare; each costs
 * 10 s.
 */
const heldBackPolls = { atLeast: 3, answersWithinMs: 2_500, rememberedMs: 30 * 60_000 } as const;

export function makePullSide({
  store,
  door,
  contact,
  log,
  link,
  asked,
  signal,
  ...options
}: PullSideOptions): PullSide {
  const { checkpoint } = store;
  const alarm = makeAlarm();
  const backoff = makeBackoff(options.random);
  let pulling = false;
  let silentPolls = 0;
  let silentAt = 0;
  let current: AbortController | null = null;

  async function round(): Promise<number> {
    if (link.facts().newOffice !== null || link.facts().revoked) {
      asked.ended('pull');
      return pauses.idleMs;
    }
    if (link.isContactDue()) {
      const made = await contact.make(door, options.deviceId);
      if (!made.ok) return failed(made.problem);
      link.contacted(made.value.roundTripMs);
      if (silentAt > 0) {
        silentPolls = Math.abs(options.now() - silentAt) < heldBackPolls.answersWithinMs ? silentPolls + 1 : 0;
        silentAt = 0;
      }
      if (!(await isSameOffice(made.value.generation))) return pauses.idleMs;
      await options.pullCatalogue(signal);
      await options.onContact();
    }
    return pullDocuments();
  }

  async function pullDocuments(): Promise<number> {
    const request = new AbortController();
    current = request;
    const waits = link.facts().caughtUp && link.facts().link === 'online' && !asked.isAwaited();
    const wait = waits ? longpoll() : 'now';
    const askedAt = options.now();
    pulling = wait === 'now';
    if (pulling) options.changed();
    const { since, rebuiltAt } = checkpoint.get();
    const source = { door, database: options.mailbox };
    const pulled = await pull(source, options.target, since, wait, request.signal);
    current = null;
    pulling = false;
    if (!pulled.ok) {
      if (request.signal.aborted) return 0;
      if (wait === 'longpoll' && pulled.problem.code === 'link.timeout') silentAt = options.now();
      return failed(pulled.problem);
    }
    // The poll waited longer than a silence may last: heartbeats come through.
    if (wait === 'longpoll' && options.now() - askedAt > heartbeat.silenceMs) silentPolls = 0;
    backoff.reset();
    if (pulled.value.since !== since || !checkpoint.get().complete) {
      const { sequence: storeSequence, store: name } = await store.documents.position();
      const complete = checkpoint.get().complete || pulled.value.caughtUp;
      const now = checkpoint.get();
      // A store that was rebuilt meanwhile starts again from its own checkpoint, also where this was the first pull.
      if (now.since === since && now.rebuiltAt === rebuiltAt)
        await checkpoint.set({ since: pulled.value.since, storeSequence, store: name, complete });
    }
    if (pulled.value.conflicts > 0)
      log.error({ count: pulled.value.conflicts }, 'conflicting revisions in the mailbox');
    // Not where everything has to come again: a store set aside, or orders that come back.
    link.caughtUp(pulled.value.caughtUp && checkpoint.get().since === pulled.value.since);
    link.heard();
    options.changed();
    if (await options.definitionsMissing()) await options.pullCatalogue(signal);
    if (link.facts().caughtUp) asked.ended('pull');
    return 0;
  }

  let heldSince = 0;
  function longpoll(): 'longpoll' | 'heldPoll' {
    if (silentPolls < heldBackPolls.atLeast) return 'longpoll';
    if (heldSince === 0) heldSince = options.now();
    if (Math.abs(options.now() - heldSince) < heldBackPolls.rememberedMs) return 'heldPoll';
    // A single silence is now enough to know that heartbeats are kept back.
    silentPolls = heldBackPolls.atLeast - 1;
    heldSince = 0;
    return 'longpoll';
  }

  function failed(given: Problem): number {
    link.failed(given);
    asked.ended('pull');
    asked.ended('push');
    return isLinkProblem(given.code) ? link.later(backoff.next()) : pauses.signInMs;
  }

  /** Another database behind the same address must not be filled with what belongs to the old one. */
  async function isSameOffice(generation: string): Promise<boolean> {
    if (judgeGeneration(store, generation) !== 'another') {
      link.foundOffice(null);
      await noteGeneration(store, generation);
      return true;
    }
    link.foundOffice(generation);
    log.error({}, 'the office has another database generation: sync is stopped');
    asked.ended('pull');
    asked.ended('push');
    options.changed();
    return false;
  }

  return {
    alarm,
    round,
    isPulling: () => pulling,
    interrupt: () => {
      current?.abort();
      alarm.ring();
    },
    wake: () => {
      backoff.reset();
      alarm.ring();
    },
    stumbled: () => {
      pulling = false;
      current = null;
    },
    forgetNetwork: () => {
      silentPolls = 0;
      heldSince = 0;
    },
    close: () => current?.abort(),
  };
}

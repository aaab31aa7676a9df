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
import { type PullTarget, pull } from './pull.ts';
import { type Alarm, makeAlarm, pauses } from './waits.ts';

export type PullSideOptions = {
  readonly store: TechnicianStore;
  readonly door: OfficeDoor;
  readonly mailbox: string;
  readonly deviceId: string;
  readonly contact: Contact;
  readonly random: () => number;
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
  readonly close: () => void;
};

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
      if (!(await isSameOffice(made.value.generation))) return pauses.idleMs;
      await options.pullCatalogue(signal);
      await options.onContact();
    }
    return pullDocuments();
  }

  async function pullDocuments(): Promise<number> {
    const request = new AbortController();
    current = request;
    const wait = link.facts().caughtUp && link.facts().link === 'online' && !asked.isAwaited() ? 'longpoll' : 'now';
    pulling = wait === 'now';
    if (pulling) options.changed();
    const { since, rebuiltAt } = checkpoint.get();
    const source = { door, database: options.mailbox };
    const pulled = await pull(source, options.target, since, wait, request.signal);
    current = null;
    pulling = false;
    if (!pulled.ok) return request.signal.aborted ? 0 : failed(pulled.problem);
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
    close: () => current?.abort(),
  };
}

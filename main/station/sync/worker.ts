import type { SyncItem, SyncState } from '../../../bridge/sync-state.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import { isStorageFull } from '../../../storage/full.ts';
import type { Log } from '../context.ts';
import type { TechnicianStore } from '../store/technician-store.ts';
import { makeAskedTries } from './asked-tries.ts';
import type { Contact } from './contact.ts';
import { watchNetworks } from './networks.ts';
import type { OfficeDoor } from './office-client.ts';
import { makeOfficeLink } from './office-link.ts';
import type { PullTarget } from './pull.ts';
import { makePullSide } from './pull-side.ts';
import { makePushSide, type PushSide } from './push-side.ts';
import { type Link, syncState } from './state.ts';

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
  /** the office was reached anew after a silence: what still waits on an old connection may wait in vain */
  readonly linkFound: () => void;
  /** this machine is on another network: what the one before taught about the way to the office is nothing now */
  readonly networkChanged: () => void;
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
  /** The store was set aside, and the office has all of it to send again: a long poll from where the old one was waits for nothing. */
  readonly beginAnew: () => void;
  /** The session or the link is better than it was: try again at once. */
  readonly wake: () => void;
  /** Everything now, without waiting for a timer; resolves when a try in both directions has ended. */
  readonly now: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** the device had no room, or a bug: the next try of that side */
const storageMs = 10_000;
/** a start opens the lists first: what the office needs is loaded and asked when they can be shown */
const firstMs = 150;

/** The sync worker: pushes from the journal, pulls by long polling, never says more than the office has answered (ADR 0004). */
export function startWorker(options: WorkerOptions): Worker {
  const { contact, log } = options;
  const { journal } = options.store;
  const closing = new AbortController();
  const { signal } = closing;
  const asked = makeAskedTries();
  const link = makeOfficeLink({
    ...options,
    found: () => {
      wake();
      options.linkFound();
    },
    regained: () => {
      push.wake();
      pull.alarm.ring();
      options.wakeFiles();
    },
    admitted: options.wakeFiles,
    revoked: () => {
      options.onRevoked();
      // It still hands over what it holds, and nothing else will say that it may begin.
      push.alarm.ring();
    },
  });
  const push = makePushSide({ ...options, link, signal });
  const pull = makePullSide({
    ...options,
    link,
    asked,
    signal,
    onContact: async () => {
      await options.onContact();
      // What a contact writes (the device's own document) goes at once, not when the push side looks again.
      push.alarm.ring();
    },
  });

  async function pushLoop(): Promise<void> {
    await push.alarm.wait(firstMs);
    while (!signal.aborted) {
      const wait = await guarded(push);
      if (wait > 0 && !link.awaitsContact()) asked.ended('push');
      if (!signal.aborted) await push.alarm.wait(wait);
    }
  }

  async function pullLoop(): Promise<void> {
    await pull.alarm.wait(firstMs);
    while (!signal.aborted) {
      const wait = await guarded(pull);
      if (!signal.aborted && wait > 0) await pull.alarm.wait(wait);
    }
  }

  /** What the device could not write (a full disk) ends a round, never the worker: it tries again, and says nothing is done. */
  async function guarded(side: Pick<PushSide, 'round' | 'stumbled'>): Promise<number> {
    try {
      return await side.round();
    } catch (error) {
      log.error({ err: error, full: isStorageFull(error) }, 'a round of sync could not be kept on the device');
      side.stumbled();
      link.caughtUp(false);
      asked.ended('push');
      asked.ended('pull');
      options.changed();
      return storageMs;
    }
  }

  function wake(): void {
    push.wake();
    pull.wake();
  }

  const stopWatching = watchNetworks(() => {
    options.door.sizes.forget();
    pull.forgetNetwork();
    options.networkChanged();
    if (link.facts().link !== 'online') wake();
  });
  const loops = [pushLoop(), pullLoop()].map((loop) =>
    loop.catch((error: unknown) => log.error({ err: error }, 'the sync worker stopped')),
  );

  return {
    state: () => {
      const { revoked, ...facts } = link.facts();
      return syncState({
        ...facts,
        entries: journal.entries(),
        files: options.files(),
        sending: push.sending,
        tries: push.tries,
        heldBack: push.heldBack,
        contact: contact.facts(),
        signInNeeded: options.signInNeeded() || revoked,
        pulling: pull.isPulling(),
      });
    },
    outstanding: () => [
      ...journal.entries().map(({ id }) => ({ id, orderId: orderIdOf(id) })),
      ...options.files().map(({ id, orderId }) => ({ id, orderId })),
    ],
    link: () => link.facts().link,
    documentsFirst: push.sent,
    nudge: push.nudge,
    contactSoon: () => {
      link.contactSoon();
      if (link.facts().link === 'online') pull.interrupt();
    },
    beginAnew: () => {
      link.caughtUp(false);
      pull.interrupt();
    },
    wake,
    now: () => {
      push.sendDraftsNow();
      link.askAgain();
      const tried = asked.wait();
      wake();
      pull.interrupt();
      return tried;
    },
    close: async () => {
      stopWatching();
      link.close();
      closing.abort();
      pull.close();
      push.alarm.ring();
      pull.alarm.ring();
      await Promise.all(loops);
      await contact.save();
    },
  };
}

import type { Problem } from '../../../domain/problem.ts';
import type { JournalEntry } from '../../../storage/journal.ts';
import type { TechnicianStore } from '../store/technician-store.ts';
import { makeBackoff } from './backoff.ts';
import { isDue, makeBatchSize, pickBatch } from './batch.ts';
import type { Contact } from './contact.ts';
import { isLinkProblem } from './office-answer.ts';
import type { OfficeDoor } from './office-client.ts';
import type { OfficeLink } from './office-link.ts';
import { offer, push } from './push.ts';
import { type Alarm, makeAlarm, makeAlarms, pauses } from './waits.ts';

export type PushSideOptions = {
  readonly store: TechnicianStore;
  readonly door: OfficeDoor;
  readonly mailbox: string;
  readonly contact: Contact;
  readonly now: () => number;
  readonly random: () => number;
  readonly wakeFiles: () => void;
  readonly onSent: () => Promise<void>;
  readonly changed: () => void;
  readonly link: OfficeLink;
  readonly signal: AbortSignal;
};

/** What the journal holds, on its way to the office. */
export type PushSide = {
  readonly alarm: Alarm;
  /** One batch; answers how long to wait before the next, ms. */
  readonly round: () => Promise<number>;
  readonly sending: ReadonlySet<string>;
  /** how often each unconfirmed document was sent */
  readonly tries: ReadonlyMap<string, number>;
  /** documents that something on the way finds too large, and why they wait */
  readonly heldBack: ReadonlyMap<string, HeldBack>;
  /** Resolves when nothing is being sent, after `mostMs` at the latest. */
  readonly sent: (mostMs: number) => Promise<void>;
  /** Something was written: looked at now, unless a failed try has set the next one. */
  readonly nudge: () => void;
  /** Drafts go with the next batch, without waiting for the next keystrokes. */
  readonly sendDraftsNow: () => void;
  /** The wait between tries begins small again, and the next is made at once. */
  readonly wake: () => void;
  /** The device could not keep what a round did. */
  readonly stumbled: () => void;
};

export type HeldBack = { readonly rev: string; readonly until: number; readonly problem: Problem };

/** A document too large for something on the way is tried again after this, ms; another network is tried at once. */
const heldBackMs = 15_000;

/** A draft waits for the next keystrokes: on a good link, and on a poor one (DESIGN §4). */
const drafts = { waitMs: 3_000, waitPoorMs: 30_000, poorRoundTripMs: 1_500 } as const;

export function makePushSide({ store, door, contact, now, link, signal, ...options }: PushSideOptions): PushSide {
  const { journal, checkpoint } = store;
  const alarm = makeAlarm();
  const backoff = makeBackoff(options.random);
  const size = makeBatchSize();
  const sending = new Set<string>();
  const sent = makeAlarms();
  const tries = new Map<string, number>();
  const heldBack = new Map<string, HeldBack>();
  let draftsNow = false;
  let waitsUntil = 0;

  async function round(): Promise<number> {
    if (link.facts().newOffice !== null || link.awaitsContact()) return pauses.idleMs;
    const isPoor = link.facts().roundTripMs > drafts.poorRoundTripMs;
    const draftWaitMs = draftsNow ? 0 : isPoor ? drafts.waitPoorMs : drafts.waitMs;
    const entries = journal.entries();
    const due = { now: now(), draftWaitMs };
    const room = { documents: size.documents(), bytes: door.sizes.most() };
    const free = entries.filter((one) => !isHeldBack(one));
    const batch = pickBatch(free, room, due);
    if (batch.length === 0) {
      draftsNow = false;
      if (checkpoint.get().reoffering && !entries.some((one) => !one.refused))
        await checkpoint.set({ reoffering: false });
      if (free.length < entries.length) return Math.min(pauses.idleMs, heldBackMs);
      return entries.some((one) => !one.refused && !isDue(one, due)) ? Math.min(1_000, draftWaitMs) : pauses.idleMs;
    }
    for (const { id } of batch) {
      sending.add(id);
      tries.set(id, (tries.get(id) ?? 0) + 1);
    }
    options.changed();
    const send = checkpoint.get().reoffering ? offer : push;
    const held: string[] = [];
    const answer = await send(door, options.mailbox, batch, signal, ({ id, rev }, problem) => {
      held.push(id);
      heldBack.set(id, { rev, until: now() + heldBackMs, problem });
    });
    sending.clear();
    sent.ring();
    if (!answer.ok) {
      size.shrink();
      link.failed(answer.problem);
      if (!isLinkProblem(answer.problem.code)) return pauses.signInMs;
      const ms = link.later(backoff.next());
      waitsUntil = now() + ms;
      return ms;
    }
    for (const { id } of batch) if (!held.includes(id)) heldBack.delete(id);
    if (held.length > 0 && answer.value.length === 0) {
      // Nobody but something on the way has answered: the next batch is without these.
      options.changed();
      return 0;
    }
    await store.confirmed(answer.value);
    link.heard();
    const confirmed = answer.value.filter((line) => 'confirmed' in line);
    for (const line of confirmed) tries.delete(line.confirmed.id);
    if (confirmed.length > 0) contact.confirmed();
    if (journal.entries().length === 0) await options.onSent();
    options.changed();
    if (confirmed.length > 0) options.wakeFiles();
    if (answer.value.length === 0) return link.later(backoff.next());
    backoff.reset();
    size.grow();
    return 0;
  }

  /** An edit of it is tried at once: it may have become smaller. */
  function isHeldBack({ id, rev }: JournalEntry): boolean {
    const held = heldBack.get(id);
    return held !== undefined && held.rev === rev && now() < held.until && held.until - now() <= heldBackMs;
  }

  return {
    alarm,
    round,
    sending,
    tries,
    heldBack,
    sent: (mostMs) => (sending.size === 0 ? Promise.resolve() : sent.wait(mostMs)),
    // After a failed try the next one is set; a save does not bring it forward, a link that is back does.
    nudge: () => {
      if (now() >= waitsUntil) alarm.ring();
    },
    sendDraftsNow: () => {
      draftsNow = true;
    },
    wake: () => {
      backoff.reset();
      waitsUntil = 0;
      for (const [id, held] of heldBack) heldBack.set(id, { ...held, until: 0 });
      alarm.ring();
    },
    stumbled: () => sending.clear(),
  };
}

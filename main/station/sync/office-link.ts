import { isOnTheWay } from '../../../bridge/on-the-way.ts';
import type { SyncState } from '../../../bridge/sync-state.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Log } from '../context.ts';
import type { Contact } from './contact.ts';
import { isLinkProblem, wantsSignIn } from './office-answer.ts';
import type { OfficeDoor } from './office-client.ts';
import { makeLinkSeeker } from './seek-link.ts';
import type { Link } from './state.ts';

export type LinkFacts = {
  readonly link: Link;
  /** what something on the way does to the link; null: nothing is known of such a thing */
  readonly onTheWay: Problem | null;
  readonly revoked: boolean;
  /** the office's database is another one than this device knows: both sides stop until a person decides */
  readonly newOffice: SyncState['newOffice'];
  /** the next thing that the pull side asks for is a contact */
  readonly contactDue: boolean;
  /** everything the office had at the last pull is here; true until a try fails */
  readonly caughtUp: boolean;
  /** of the last contact, ms; 0 before the first */
  readonly roundTripMs: number;
  readonly nextTryAt: number | null;
};

/** What is known of the way to the office. Both sides tell it what they met, and read it before they go. */
export type OfficeLink = {
  readonly facts: () => LinkFacts;
  /** The office answered. */
  readonly heard: () => void;
  /** A try failed: what that says of the link and the session. */
  readonly failed: (given: Problem) => void;
  /** The next try is made after `ms`; answers them. */
  readonly later: (ms: number) => number;
  readonly contacted: (roundTripMs: number) => void;
  readonly contactSoon: () => void;
  /** By request or by the time since the last one. */
  readonly isContactDue: () => boolean;
  /**
   * At a start and on a link that failed the pull side's short contact is the probe, and it tells whether this is still the office that
   * the documents are for; its answer rings.
   */
  readonly awaitsContact: () => boolean;
  readonly caughtUp: (all: boolean) => void;
  /** The generation of another office, or null: it is the one that this device knows. */
  readonly foundOffice: (another: string | null) => void;
  /** A person asks: another office is heard again before it is believed. */
  readonly askAgain: () => void;
  readonly close: () => void;
};

export type OfficeLinkOptions = {
  readonly door: OfficeDoor;
  readonly contact: Contact;
  readonly now: () => number;
  readonly log: Log;
  /** a lost office was found by looking for it: nobody has asked it anything yet */
  readonly found: () => void;
  /** the first answer after a start or a failure */
  readonly regained: () => void;
  /** the first answer after the office wanted a sign-in, on a link that was up all along */
  readonly admitted: () => void;
  readonly revoked: () => void;
  readonly changed: () => void;
};

const contactEveryMs = 600_000;

export function makeOfficeLink({ door, contact, now, log, ...tell }: OfficeLinkOptions): OfficeLink {
  const seeker = makeLinkSeeker(door, tell.found);
  let isOpen = true;
  let contactedAt = 0;
  let wantedSignIn = false;
  let facts: LinkFacts = {
    link: 'unknown',
    onTheWay: null,
    revoked: false,
    newOffice: null,
    contactDue: true,
    caughtUp: false,
    roundTripMs: 0,
    nextTryAt: null,
  };
  const set = (some: Partial<LinkFacts>): void => {
    facts = { ...facts, ...some };
  };

  return {
    facts: () => facts,
    heard: () => {
      seeker.stop();
      const regained = facts.link !== 'online';
      const admitted = wantedSignIn;
      wantedSignIn = false;
      set({ link: 'online', nextTryAt: null, onTheWay: door.headersRemoved() ? problem('link.headersRemoved') : null });
      contact.touched();
      if (!regained && !admitted) return;
      if (regained) tell.regained();
      else tell.admitted();
      tell.changed();
    },
    failed: (given) => {
      if (isLinkProblem(given.code)) {
        set({ link: linkOf(given), onTheWay: isOnTheWay(given.code) ? given : null, contactDue: true });
        if (isOpen) seeker.start();
      } else if (given.code === 'session.deviceRevoked' && !facts.revoked) {
        set({ revoked: true });
        tell.revoked();
      } else if (wantsSignIn(given.code)) wantedSignIn = true;
      else log.warn({ code: given.code }, 'the office refused a sync request');
      set({ caughtUp: false });
      tell.changed();
    },
    later: (ms) => {
      set({ nextTryAt: now() + ms });
      return ms;
    },
    contacted: (roundTripMs) => {
      contactedAt = now();
      set({ contactDue: false, roundTripMs });
    },
    contactSoon: () => set({ contactDue: true }),
    // Whichever way somebody sets the wall clock, the next contact is not put off by it.
    isContactDue: () => facts.contactDue || Math.abs(now() - contactedAt) > contactEveryMs,
    awaitsContact: () => facts.newOffice === null && !facts.revoked && facts.contactDue && facts.link !== 'online',
    caughtUp: (all) => set({ caughtUp: all }),
    foundOffice: (generation) =>
      set({ newOffice: generation === null ? null : { generation, heardAt: new Date(now()).toISOString() } }),
    askAgain: () => {
      // No document goes before a contact has told again whose office this is.
      if (facts.newOffice !== null) set({ newOffice: null, contactDue: true, link: 'unknown' });
    },
    close: () => {
      isOpen = false;
      seeker.stop();
    },
  };
}

function linkOf({ code }: Problem): Link {
  if (isOnTheWay(code)) return 'inBetween';
  return code === 'link.timeout' ? 'silent' : 'offline';
}

import { setMaxListeners } from 'node:events';
import { pause } from '../database/pause.ts';
import { DatabaseUnavailable, type Standing } from '../database/unavailable.ts';
import type { Login } from './address.ts';
import { patience } from './limits.ts';

/** CouchDB's answer to a name and password. `locked`: too many were refused, and nobody is let in for some minutes. */
export type LetIn = 'in' | { readonly kind: 'refused' | 'locked'; readonly said: string };

export type StandingParts = {
  /** used until `enter` finds others */
  readonly first: Login | null;
  /** Asks without credentials whether anything lives there. @throws with what the line said */
  readonly sign: () => Promise<void>;
  /** Asks once with these credentials. @throws when nothing answers */
  readonly knock: (login: Login) => Promise<LetIn>;
  /** The credentials that may be used now, best first: they are read anew each time. */
  readonly logins: () => Promise<readonly Login[]>;
  readonly told: (standing: Standing, before: Standing) => void;
};

export type StandingWatch = {
  readonly now: () => Standing;
  /** null: none are known */
  readonly login: () => Login | null;
  /** @throws DatabaseUnavailable while CouchDB is down or does not let us in, a moment after it was asked */
  readonly demand: () => Promise<void>;
  /** Something failed or is silent: is it the line, or CouchDB? Resolves when that is known. */
  readonly suspect: () => Promise<void>;
  /** CouchDB answered 401 or 403 to these credentials. */
  readonly refuse: (login: Login | null, said: string) => void;
  /** Finds credentials that are let in. @throws what the line or CouchDB said */
  readonly enter: () => Promise<void>;
  /** Ends when CouchDB goes down: what is under way there has no answer to wait for. */
  readonly underWay: Set<AbortController>;
  readonly close: () => void;
};

const isSame = (a: Login | null, b: Login | null): boolean =>
  a?.username === b?.username && a?.password === b?.password;

/**
 * Knows whether CouchDB answers and lets this office in. While it does not, nothing is sent to it but a sign of life, or new credentials:
 * callers are told at once instead of after a timeout, and a CouchDB whose password was changed is not asked until it locks the account.
 */
export function watchStanding({ first, sign, knock, logins, told }: StandingParts): StandingWatch {
  const stop = new AbortController();
  // Every caller of an outage waits a moment on it: many listeners are no leak.
  setMaxListeners(0, stop.signal);
  const underWay = new Set<AbortController>();
  let standing: Standing = { kind: 'up' };
  let login = first;
  let suspecting: Promise<void> | null = null;
  let again: Promise<void> | null = null;

  function become(next: Standing): void {
    const before = standing;
    standing = next;
    if (!stop.signal.aborted) told(next, before);
    // Credentials are looked at when a request begins: what is under way when they are refused has its answer still to come.
    if (next.kind !== 'down') return;
    const over = new DatabaseUnavailable(next.said, { told: true });
    for (const one of [...underWay]) one.abort(over);
  }

  async function look(): Promise<void> {
    for (let tries = 0; standing.kind === 'up' && !stop.signal.aborted; tries += 1) {
      try {
        return await sign();
      } catch (error) {
        // A single late sign may be late by our own work; a connection that is refused is not.
        if (isLate(error) && tries === 0) continue;
        if (standing.kind !== 'up') return;
        become({ kind: 'down', since: Date.now(), said: said(error) });
        void recover();
      }
    }
  }

  async function recover(): Promise<void> {
    for (let wait: number = patience.downFirst; ; wait = Math.min(wait * 2, patience.downLongest)) {
      await pause(wait, stop.signal);
      if (stop.signal.aborted || standing.kind !== 'down') return;
      await lookAgain();
    }
  }

  /** Does it answer again? One question at a time, whoever asks. */
  function lookAgain(): Promise<void> {
    again ??= sign()
      .then(
        () => (standing.kind === 'down' && !stop.signal.aborted ? become({ kind: 'up' }) : undefined),
        () => undefined,
      )
      .finally(() => {
        again = null;
      });
    return again;
  }

  /** Waits for credentials other than those that were refused; these are tried again seldom. */
  async function findLogin(given: Login | null): Promise<void> {
    const refused: { readonly login: Login | null; readonly again: number }[] = [];
    const note = (one: Login | null, after: number): void => {
      const known = refused.findIndex((entry) => isSame(entry.login, one));
      if (known >= 0) refused.splice(known, 1);
      refused.push({ login: one, again: performance.now() + after });
    };
    note(given, patience.refused);
    while (!stop.signal.aborted) {
      await pause(patience.credentials, stop.signal);
      const known = await logins().catch(() => []);
      const due = (one: Login): boolean =>
        refused.every((entry) => !isSame(entry.login, one) || entry.again <= performance.now());
      const next = known.find(due);
      if (next === undefined || stop.signal.aborted) continue;
      const answer = await knock(next).catch(() => null);
      if (answer === 'in') {
        login = next;
        return become({ kind: 'up' });
      }
      // Nothing answered: that says nothing about the credentials.
      if (answer !== null) note(next, answer.kind === 'locked' ? patience.locked : patience.refused);
    }
  }

  return {
    now: () => standing,
    login: () => login,
    async demand() {
      // A node that is back is found by whoever asks first; one that hangs holds nobody up.
      if (standing.kind === 'down') await Promise.race([lookAgain(), pause(patience.moment, stop.signal)]);
      if (standing.kind !== 'up') throw new DatabaseUnavailable(standing.said, { told: true });
    },
    suspect() {
      suspecting ??= look().finally(() => {
        suspecting = null;
      });
      return suspecting;
    },
    refuse(given, words) {
      // An answer to credentials that were replaced meanwhile says nothing about those that hold now.
      if (standing.kind === 'refused' || !isSame(given, login)) return;
      become({ kind: 'refused', since: Date.now(), said: words });
      void findLogin(given);
    },
    async enter() {
      const known = await logins();
      let last: Exclude<LetIn, 'in'> | null = null;
      for (const one of known) {
        const answer = await knock(one);
        if (answer === 'in') {
          login = one;
          return;
        }
        last = answer;
      }
      if (last?.kind === 'locked') throw new DatabaseUnavailable(last.said, { told: false });
      if (last !== null) throw new TypeError(last.said);
      login = null;
    },
    underWay,
    close() {
      stop.abort();
      for (const one of [...underWay]) one.abort(new DatabaseUnavailable('closed', { told: true }));
    },
  };
}

const isLate = (error: unknown): boolean =>
  ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ABORT_ERR', 23].includes(
    (error as { code?: string | number }).code ?? '',
  );

/** The words that are shown of a failure: neither address nor credentials are in what Node says of a line. */
export const said = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

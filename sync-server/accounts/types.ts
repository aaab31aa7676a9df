import type { Account, Device, Role, SessionValue } from '../../bridge/office.ts';
import type { Result } from '../../domain/result.ts';

/** Who makes a request: found by the session hook, handed to every handler. */
export type Actor = {
  readonly account: Account;
  /** the enrolled device behind this session; null for scripts and consoles */
  readonly deviceId: string | null;
  readonly via: 'bearer' | 'cookie';
  /** a revoked device that may still hand over what it holds, and nothing else */
  readonly draining: boolean;
  /** sha256 of the token: names the session, opens nothing */
  readonly sessionId: string;
};

export type SignIn = {
  readonly username: string;
  readonly password: string;
  /** `credential`: what this device was given before; it is known then, and strangers' tries do not keep it out */
  readonly device?:
    | { readonly deviceId: string; readonly label: string; readonly credential?: string | undefined }
    | undefined;
  readonly cookie?: boolean | undefined;
  /** where the request came from, for the limit on tries */
  readonly address: string;
  /** what this browser keeps of those who signed in on it (`known-devices.ts`) */
  readonly known?: string | undefined;
};

export type NewAccount = {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  /** only for accounts of a demo: its password is in the documentation */
  readonly anyPassword?: boolean | undefined;
  readonly performs?: readonly string[] | undefined;
  /** reserved by the caller for idempotency, or fixed for demo accounts */
  readonly accountId?: string | undefined;
};

/** What `signIn` and `refresh` answer; `token` is the secret, in `session.token` only for bearers. */
export type SignedIn = {
  readonly token: string;
  readonly session: SessionValue;
  /** what the browser is to keep of who signed in on it; only of a sign-in for the cookie */
  readonly known?: string;
};

/** Accounts, sessions and devices, in the database `accounts` on both backends. */
export type Accounts = {
  signIn(given: SignIn): Promise<Result<SignedIn>>;
  refresh(given: {
    readonly deviceId: string;
    readonly deviceCredential: string;
    readonly address: string;
  }): Promise<Result<SignedIn>>;
  /** Who this token is; `session.required`, `session.accountDisabled` or `session.deviceRevoked` otherwise. */
  actorOf(token: string, via: Actor['via']): Promise<Result<Actor>>;
  /**
   * Tells, once, when this session is over, its account's role is another, or its device has been revoked (`session-watch.ts`).
   * @param mayDrain a revoked device may go on, as it may still hand over
   * @returns how to stop watching
   */
  watch(actor: Actor, mayDrain: boolean, over: () => void): () => void;
  signOut(actor: Actor): Promise<void>;
  changePassword(actor: Actor, current: string, next: string): Promise<Result<null>>;

  list(): readonly Account[];
  byId(accountId: string): Account | null;
  add(given: NewAccount): Promise<Result<Account>>;
  /** @param seen what stood there when it was changed; `edit.overtaken` when it is something else by now */
  setPerforms(accountId: string, performs: readonly string[], seen?: readonly string[]): Promise<Result<Account>>;
  setDisabled(accountId: string, disabled: boolean): Promise<Result<Account>>;
  /** answers the new password, shown once */
  resetPassword(accountId: string): Promise<Result<string>>;

  devices(): readonly Device[];
  devicesOf(accountId: string): readonly Device[];
  /** when any device of this account was last heard from */
  lastSeenAt(accountId: string): string | null;
  /** Notes a contact (cheap, written at most once a minute). */
  seen(actor: Actor): void;
  /** What a device says of itself in `device:<id>`, from the router. */
  report(deviceId: string, facts: DeviceFacts): void;
  /** A revoked device handed something over: its time to do so goes on from now. */
  handedOver(actor: Actor): Promise<void>;
  revoke(deviceId: string): Promise<Result<Device>>;
  /** Forgets what has run out; by itself every hour. */
  sweep(): Promise<void>;
  close(): Promise<void>;
};

export type DeviceFacts = {
  readonly unconfirmed: number;
  readonly clockOffsetMs: number | null;
  readonly appVersion: string;
  readonly freeBytes: number | null;
  readonly batteryPercent: number | null;
  readonly timeZone?: Device['timeZone'] | undefined;
};

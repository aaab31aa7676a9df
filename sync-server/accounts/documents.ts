import type { Role } from '../../bridge/office.ts';
import type { PasswordHash } from './passwords.ts';

/** What lies in the database `accounts`; written by the office alone, never replicated. */
export type AccountDocument = {
  readonly _id: string;
  readonly _rev?: string;
  readonly type: 'account';
  readonly accountId: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  /** absent: none */
  readonly performs?: readonly string[];
  readonly createdAt: string;
  readonly password: PasswordHash;
  /** sessions made before this moment are over (password reset) */
  readonly sessionsFrom: string;
  /** the password is a one-time code: good for one sign-in until then, to be changed in it */
  readonly oneTime?: { readonly until: string; readonly usedAt: string | null };
};

/** One technician's store on one device. `firstContactAfterRevoke` opens the time in which it may hand over. */
export type EnrolmentDocument = {
  readonly _id: string;
  readonly _rev?: string;
  readonly type: 'enrolment';
  readonly deviceId: string;
  readonly accountId: string;
  readonly label: string;
  readonly enrolledAt: string;
  readonly lastSeenAt: string | null;
  readonly revokedAt: string | null;
  /** until when a revoked device may hand over; null before its first contact after the revocation */
  readonly drainUntil: string | null;
  readonly credentialHash: string;
  readonly credentialUntil: string;
};

export type SessionDocument = {
  readonly _id: string;
  readonly _rev?: string;
  readonly type: 'session';
  readonly accountId: string;
  readonly deviceId: string | null;
  readonly via: 'bearer' | 'cookie';
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
};

/** A key that every office process on these databases needs. */
export type SecretDocument = {
  readonly _id: string;
  readonly _rev?: string;
  readonly type: 'secret';
  readonly value: string;
};

export type AccountsDocument = AccountDocument | EnrolmentDocument | SessionDocument | SecretDocument;

export const accountDocumentId = (accountId: string): string => `account:${accountId}`;
/** Holds the name: the database lets only one of two writers have it. */
export const usernameDocumentId = (username: string): string => `username:${username}`;
export const enrolmentDocumentId = (deviceId: string, accountId: string): string =>
  `enrolment:${deviceId}:${accountId}`;
export const sessionDocumentId = (hash: string): string => `session:${hash}`;
export const secretDocumentId = (name: string): string => `secret:${name}`;

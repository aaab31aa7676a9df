/** The way into the office, part of `office.ts`. */
import { z } from 'zod';
import { Id } from '../domain/documents/base.ts';
import type { Account } from './account.ts';

/** `POST /api/session` argument. A station enrols by giving `device`; a console asks for the cookie by `cookie: true`. */
export const SessionArgument = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
  /** `credential`: what this device was given at its last sign-in; strangers' wrong passwords do not keep it waiting then */
  device: z
    .strictObject({ deviceId: Id, label: z.string().max(80), credential: z.string().max(400).optional() })
    .optional(),
  cookie: z.boolean().optional(),
});
export type SessionValue = {
  /** the bearer for every door; absent for the console, which gets an HttpOnly cookie instead */
  readonly token: string;
  readonly expiresAt: string;
  readonly account: Account;
  readonly mailbox: string | null;
  readonly deviceCredential: string | null;
  readonly officeTime: string;
  /** id of this office's database generation */
  readonly generation: string;
};
/** `POST /api/session/refresh` argument: a station's device credential for a fresh bearer. */
export const RefreshArgument = z.strictObject({ deviceId: Id, deviceCredential: z.string().min(20).max(400) });

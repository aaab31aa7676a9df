import { z } from 'zod';
import { Id } from '../domain/documents/base.ts';
import { call } from './contract.ts';

/**
 * The audit trail (ADR 0021) knows who did what, when, from where, and what was refused to whom. The moves of an order stand in the order
 * itself and are not repeated here; no customer is ever named.
 */
export const auditActions = [
  'session.signedIn',
  'session.signedOut',
  'session.passwordChanged',
  'account.added',
  'account.enabled',
  'account.disabled',
  'account.passwordReset',
  'account.performsChanged',
  'device.enrolled',
  'device.revoked',
  'orderType.published',
  'settings.published',
  'order.gateOverridden',
  'order.overrideRefused',
  'export.answers',
  'export.orders',
  'export.audit',
  'office.backedUp',
  'office.restored',
  /** something that the role, the mailbox, the origin or a limit forbids */
  'access.refused',
  /** more refusals than are kept one by one */
  'access.refusedMore',
] as const;
export type AuditAction = (typeof auditActions)[number];
const auditOutcomes = ['done', 'refused'] as const;

export type AuditEntry = {
  readonly entryId: string;
  /** the office's time; of several alike, of the last */
  readonly at: string;
  readonly action: AuditAction;
  readonly outcome: (typeof auditOutcomes)[number];
  /** why it was refused: a problem's code */
  readonly code: string | null;
  /** null: nobody that the office knows. What was typed as a name is not kept: it may be a password */
  readonly by: { readonly accountId: string; readonly username: string; readonly role: string } | null;
  /** null: the command line of the office's machine */
  readonly address: string | null;
  readonly deviceId: string | null;
  /** what it was done to: an account's name, a device, a version, an order */
  readonly about: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
  /** how many alike stand in this entry */
  readonly times: number;
};

const moment = z.iso.datetime({ offset: true });
/** Anything else is refused: a filter mistyped must not show everything. */
export const AuditFilter = z.strictObject({
  action: z.enum(auditActions).optional(),
  outcome: z.enum(auditOutcomes).optional(),
  /** who did it */
  accountId: Id.optional(),
  from: moment.optional(),
  to: moment.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const auditCalls = {
  /** The newest first. `next`: give it as `before` for those before them; null: there are none */
  'audit.list': call<{ entries: readonly AuditEntry[]; next: string | null; keptDays: number }>()(
    AuditFilter.extend({ before: Id.optional(), limit: z.number().int().min(1).max(200).default(50) }),
  ),
} as const;

export const auditRoles = { 'audit.list': ['administrator'] } as const;

/** `GET` of the trail as a file, newest first. */
export const auditPath = (format: 'csv' | 'json', filter: AuditFilter): string =>
  `/export/audit.${format}?${Object.entries(filter)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&')}`;

import { ok } from '../../domain/result.ts';
import type { OfficeContext } from '../context.ts';
import { ownDatabases } from '../database/own-databases.ts';
import { DatabaseUnavailable } from '../database/unavailable.ts';
import { mailboxPrefix } from '../router/mailbox-names.ts';
import type { Handlers } from './call.ts';

/** Health is looked at when the database is away: what is not to be had then is null. */
async function mailboxesOf({ databases }: OfficeContext): Promise<number | null> {
  try {
    return (await ownDatabases(databases)).filter((name) => name.startsWith(mailboxPrefix)).length;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return null;
    throw error;
  }
}

export const administration = {
  'accounts.list': async (_argument, { office }) => ok({ accounts: office.accounts.list() }),
  'accounts.add': async ({ requestKey: _, ...account }, { office, unique }) =>
    office.accounts.add({ ...account, accountId: unique }),
  'accounts.setPerforms': async ({ accountId, performs }, { office }) =>
    office.accounts.setPerforms(accountId, performs),
  'accounts.setDisabled': async ({ accountId, disabled }, { office }) =>
    office.accounts.setDisabled(accountId, disabled),
  'accounts.resetPassword': async ({ accountId }, { office }) => {
    const reset = await office.accounts.resetPassword(accountId);
    return reset.ok ? ok({ password: reset.value }) : reset;
  },
  'devices.list': async (_argument, { office }) => ok({ devices: office.accounts.devices() }),
  'devices.revoke': async ({ deviceId }, { office }) => {
    const revoked = await office.accounts.revoke(deviceId);
    if (revoked.ok) office.events.emit({ name: 'devices.changed' });
    return revoked;
  },
  'audit.list': async ({ before, limit, ...filter }, { office }) => {
    const page = await office.audit.list(filter, before, limit);
    return ok({ ...page, keptDays: office.config.policy.auditDays });
  },
  'office.health': async (_argument, { office }) =>
    ok({
      store: office.databases.kind,
      generation: office.generation,
      orders: office.orders.count(),
      database: office.databases.standing?.() ?? { kind: 'up' },
      mailboxes: await mailboxesOf(office),
      routerLag: office.counters.routerLag,
      quarantined: office.counters.quarantined,
      conflictsFound: office.counters.conflictsFound,
      privacy: office.privacy.kind,
      memoryMb: Math.round(process.memoryUsage.rss() / 1_048_576),
      uptimeSeconds: Math.round(process.uptime()),
    }),
} as const satisfies Partial<Handlers>;

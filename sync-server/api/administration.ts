import type { OfficeHealth } from '../../bridge/office-health.ts';
import { ok } from '../../domain/result.ts';
import { diskBelow } from '../../storage/full.ts';
import type { OfficeContext } from '../context.ts';
import { ownDatabases } from '../database/own-databases.ts';
import { DatabaseUnavailable } from '../database/unavailable.ts';
import { mailboxPrefix } from '../router/mailbox-names.ts';
import type { Handlers } from './call.ts';

/** Health is looked at when the database is away: what is not to be had then is null. */
async function unlessAway<T>(look: Promise<T>): Promise<T | null> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return null;
    throw error;
  }
}

const mailboxesOf = async ({ databases }: OfficeContext): Promise<number> =>
  (await ownDatabases(databases)).filter((name) => name.startsWith(mailboxPrefix)).length;

/** Pages of the trail that are looked through for the newest backup: beyond them it is older than anybody should let it become. */
const mostPages = 20;

async function backupOf({ audit, clock, config }: OfficeContext): Promise<NonNullable<OfficeHealth['backup']>> {
  let before: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { entries, next } = await audit.list({ action: 'office.backedUp', outcome: 'done' }, before, 1);
    const at = entries[0]?.at;
    if (at !== undefined) return { at, late: clock.now() - Date.parse(at) > config.policy.backupHours * 3_600_000 };
    if (next === null) break;
    before = next;
  }
  return { at: null, late: true };
}

async function diskOf({ config }: OfficeContext): Promise<OfficeHealth['disk']> {
  const disk = await diskBelow(config.data);
  return disk === null ? null : { ...disk, low: disk.free < config.policy.diskWarnBytes };
}

export const administration = {
  'accounts.list': async (_argument, { office }) => ok({ accounts: office.accounts.list() }),
  'accounts.add': async ({ requestKey: _, ...account }, { office, unique }) =>
    office.accounts.add({ ...account, accountId: unique }),
  'accounts.setPerforms': async ({ accountId, performs, seen }, { office }) =>
    office.accounts.setPerforms(accountId, performs, seen),
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
  'office.health': async (_argument, { office }) => {
    // Side by side: a database that hangs is waited for once.
    const [mailboxes, backup, disk] = await Promise.all([
      unlessAway(mailboxesOf(office)),
      unlessAway(backupOf(office)),
      diskOf(office),
    ]);
    return ok({
      store: office.databases.kind,
      generation: office.generation,
      orders: office.orders.count(),
      database: office.databases.standing?.() ?? { kind: 'up' },
      mailboxes,
      routerLag: office.counters.routerLag,
      quarantined: office.counters.quarantined,
      conflictsFound: office.counters.conflictsFound,
      privacy: office.privacy.kind,
      backup,
      disk,
      memoryMb: Math.round(process.memoryUsage.rss() / 1_048_576),
      uptimeSeconds: Math.round(process.uptime()),
    });
  },
} as const satisfies Partial<Handlers>;

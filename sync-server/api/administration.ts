import { ok } from '../../domain/result.ts';
import type { Handlers } from './call.ts';

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
  'office.health': async (_argument, { office }) =>
    ok({
      store: office.databases.kind,
      generation: office.generation,
      orders: office.orders.count(),
      mailboxes: (await office.databases.list()).filter((name) => name.startsWith('mailbox-')).length,
      routerLag: office.counters.routerLag,
      quarantined: office.counters.quarantined,
      conflictsFound: office.counters.conflictsFound,
      memoryMb: Math.round(process.memoryUsage.rss() / 1_048_576),
      uptimeSeconds: Math.round(process.uptime()),
    }),
} as const satisfies Partial<Handlers>;

import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import type { Handlers } from './call.ts';

export const stationCalls = {
  'station.contact': async ({ deviceId }, { office, actor }) => {
    if (actor.deviceId !== null && actor.deviceId !== deviceId) return refused(problem('access.mailbox'));
    const accounts = office.accounts.list();
    const technicians = accounts.filter((account) => account.role === 'technician' && !account.disabled);
    return ok({
      officeTime: new Date(office.clock.now()).toISOString(),
      generation: office.generation,
      technicians: technicians.map(({ accountId, name }) => ({ technicianId: accountId, name })),
      people: Object.fromEntries(accounts.map(({ accountId, name }) => [accountId, name])),
    });
  },
  'evidence.held': async ({ sha256 }, { office, actor }) =>
    ok({ held: await office.hooks.held(sha256, actor.account.accountId) }),
} as const satisfies Partial<Handlers>;

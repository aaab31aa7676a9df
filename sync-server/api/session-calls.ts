import { ok } from '../../domain/result.ts';
import type { Handlers } from './call.ts';

export const sessionCalls = {
  'session.state': async (_argument, { office, actor }) =>
    ok({ account: actor.account, demo: office.config.demo, officeTime: new Date(office.clock.now()).toISOString() }),
  'session.signOut': async (_argument, { office, actor }) => {
    await office.accounts.signOut(actor);
    return ok({});
  },
  'session.changePassword': async ({ current, next }, { office, actor }) => {
    const changed = await office.accounts.changePassword(actor, current, next);
    return changed.ok ? ok({}) : changed;
  },
} as const satisfies Partial<Handlers>;

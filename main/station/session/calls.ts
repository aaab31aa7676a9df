import type { ParsedOf } from '../../../bridge/contract.ts';
import type { StationCalls } from '../../../bridge/station.ts';
import { ok } from '../../../domain/result.ts';
import type { AnswerOf } from '../context.ts';
import type { IdleLock } from './idle-lock.ts';
import type { Session } from './session.ts';

/** Calls of the sign-in screen: nobody needs to be signed in. */
export const sessionCalls = (session: Session, idle: IdleLock) => ({
  'session.state': async (): AnswerOf<'session.state'> => ok(session.state()),
  'session.signIn': ({ username, password }: ParsedOf<StationCalls['session.signIn']>): AnswerOf<'session.signIn'> =>
    session.signIn(username, password),
  'session.lock': async (): AnswerOf<'session.lock'> => ok(await session.lock()),
  'session.active': async (): AnswerOf<'session.active'> => {
    idle.active();
    return ok({});
  },
  'session.signOut': (): AnswerOf<'session.signOut'> => session.signOut(),
  'sync.acceptOffice': ({ generation }: ParsedOf<StationCalls['sync.acceptOffice']>): AnswerOf<'sync.acceptOffice'> =>
    session.acceptOffice(generation),
});

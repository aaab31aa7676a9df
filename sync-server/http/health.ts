import { setTimeout as pause } from 'node:timers/promises';
import { problem } from '../../domain/problem.ts';
import type { Room } from '../room.ts';
import { retryAfter, sendProblem } from './errors.ts';

/** An office answers those who watch it within two seconds, whatever its database does. */
const answeredWithinMs = 1_500;

/** `GET /healthz`: 200 when the store answers, 503 when it does not, or not in time; says nothing else to strangers. */
export const health: Room = async (app, { work, databases }) => {
  /** Only one question to the store is under way at a time: however many ask, a store that hangs has one of ours waiting. */
  let asking: Promise<boolean> | null = null;
  const ask = (): Promise<boolean> => {
    asking ??= work
      .info()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  };

  app.get('/healthz', { config: { anonymous: true } }, async (request, reply) => {
    const isUp = (databases.standing?.().kind ?? 'up') === 'up';
    const late = new AbortController();
    const answered =
      isUp && (await Promise.race([ask(), pause(answeredWithinMs, false, { signal: late.signal }).catch(() => false)]));
    late.abort();
    if (!answered) return sendProblem(request, reply, problem('office.storeDown', { seconds: retryAfter }));
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });
};

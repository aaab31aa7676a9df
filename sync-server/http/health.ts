import type { Room } from '../room.ts';

/** `GET /healthz`: 200 when the store answers; says nothing else to strangers. */
export const health: Room = async (app, { work }) => {
  app.get('/healthz', { config: { anonymous: true } }, async (_request, reply) => {
    await work.info();
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });
};

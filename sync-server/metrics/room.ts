import { problem } from '../../domain/problem.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import type { Room } from '../rooms.ts';
import { officeMetrics, prometheusText } from './metrics.ts';

/** `GET /metrics` for a scraper that carries an administrator's or dispatcher's bearer. */
export const metricsRoom: Room = (app, context) => {
  app.get('/metrics', async (request, reply) => {
    const { role } = actorOf(request).account;
    if (role !== 'administrator' && role !== 'dispatcher') throw new Refusal(problem('access.role'));
    const text = prometheusText(officeMetrics(context, process.memoryUsage()));
    return reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
  return Promise.resolve();
};

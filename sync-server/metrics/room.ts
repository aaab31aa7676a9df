import { monitorEventLoopDelay } from 'node:perf_hooks';
import { problem } from '../../domain/problem.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import type { Room } from '../room.ts';
import { officeMetrics, prometheusText } from './metrics.ts';

const everyMs = 20;
/** The histogram has the time between two timers, ns: what is more than the timer's own is how late it was, s. */
const late = (ns: number): number => Math.max(0, ns / 1e9 - everyMs / 1000);

/** `GET /metrics` for a scraper that carries an administrator's or dispatcher's bearer. */
export const metricsRoom: Room = (app, context) => {
  const delays = monitorEventLoopDelay({ resolution: everyMs });
  delays.enable();
  app.addHook('onClose', async () => void delays.disable());
  app.get('/metrics', async (request, reply) => {
    const { role } = actorOf(request).account;
    if (role !== 'administrator' && role !== 'dispatcher') throw new Refusal(problem('access.role'));
    const loopDelay = { p99: late(delays.percentile(99)), longest: late(delays.max) };
    delays.reset();
    const text = prometheusText(officeMetrics(context, { memory: process.memoryUsage(), loopDelay }));
    return reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
  return Promise.resolve();
};

import { problem } from '../../domain/problem.ts';
import { sendProblem } from '../http/errors.ts';
import { actorOf } from '../http/session-hook.ts';
import { whenGone } from '../http/when-gone.ts';
import type { Room } from '../room.ts';

const beatMs = 15_000;
/** bytes */
const mostUnread = 1024 * 1024;
/** a session may end: the stream is opened again at least this often, and asked for its session */
const longestMs = 30 * 60_000;

/** `GET /api/events`: server-sent events of OfficeEvent for office people. */
export const eventsDoor: Room = async (app, { events, streams }) => {
  app.get('/api/events', async (request, reply) => {
    if (actorOf(request).account.role === 'technician') return sendProblem(request, reply, problem('access.role'));
    const { accountId } = actorOf(request).account;
    if (!streams.enter(accountId))
      return sendProblem(request, reply, problem('limit.streams', { most: streams.ofAccount, seconds: 30 }));
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(': linework\n\n');
    const stop = events.on((event) => {
      raw.write(`data: ${JSON.stringify(event)}\n\n`);
      // A page that does not read would have the office keep what is written: it opens the stream again and asks anew.
      if (raw.writableLength > mostUnread) raw.destroy();
    });
    const beat = setInterval(() => raw.write(': beat\n\n'), beatMs);
    const end = setTimeout(() => raw.end(), longestMs);
    whenGone(raw, () => {
      streams.leave(accountId);
      stop();
      clearInterval(beat);
      clearTimeout(end);
    });
    return reply;
  });
};

import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { problem } from '../../domain/problem.ts';
import { sendProblem } from '../http/errors.ts';
import type { Room } from '../room.ts';

const chunk = randomBytes(1024 * 1024);
const mostBytes = 100 * 1024 * 1024;
/** tests running at once for everybody, and for one address: a stranger cannot take the line away from the crews */
const mostAtOnce = 12;
const mostPerAddress = 6;

/** `/speedtest/…` in LibreSpeed's manner: bytes down, bytes up, nothing. Anonymous, no data, limited in size and number. */
export const speedtest: Room = async (app) => {
  const running = new Map<string, number>();
  const total = () => [...running.values()].reduce((sum, count) => sum + count, 0);
  const enter = (address: string): (() => void) | null => {
    const mine = running.get(address) ?? 0;
    if (mine >= mostPerAddress || total() >= mostAtOnce) return null;
    running.set(address, mine + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const count = (running.get(address) ?? 1) - 1;
      if (count === 0) running.delete(address);
      else running.set(address, count);
    };
  };

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => {
      let bytes = 0;
      payload.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > mostBytes) payload.destroy();
      });
      payload.on('end', () => done(null, bytes));
      payload.on('error', done);
    });
    const open = { config: { anonymous: true, compress: false }, bodyLimit: mostBytes } as const;

    scope.get('/speedtest/empty', open, async (_request, reply) => reply.header('cache-control', 'no-store').send(''));
    scope.get('/speedtest/garbage', open, async (request, reply) => {
      const leave = enter(request.ip);
      if (leave === null) return sendProblem(request, reply, problem('session.tooManyTries', { seconds: 5 }));
      reply.raw.on('close', leave);
      const asked = Number.parseInt(String((request.query as { bytes?: string }).bytes ?? ''), 10);
      const bytes = Math.min(Number.isSafeInteger(asked) && asked > 0 ? asked : 10 * chunk.length, mostBytes);
      void reply
        .header('cache-control', 'no-store')
        .header('content-length', String(bytes))
        .header('x-no-compression', '1');
      return reply.type('application/octet-stream').send(Readable.from(garbage(bytes)));
    });
    scope.post('/speedtest/empty', open, async (request, reply) => {
      const leave = enter(request.ip);
      if (leave === null) return sendProblem(request, reply, problem('session.tooManyTries', { seconds: 5 }));
      leave();
      return reply.header('cache-control', 'no-store').send({ ok: true, value: { bytes: request.body ?? 0 } });
    });
  });
};

function* garbage(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= chunk.length) yield left >= chunk.length ? chunk : chunk.subarray(0, left);
}

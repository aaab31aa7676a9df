import type { FastifyReply, FastifyRequest } from 'fastify';
import { openStream, takesGzip } from './changes-feed.ts';

export type Line = {
  /** Runs when its turn comes, at most so many at once, first come first; `gone` before that: not at all. */
  readonly run: <T>(work: () => Promise<T>, gone: AbortSignal) => Promise<T>;
  readonly waiting: () => number;
};

export class Gone extends Error {
  override readonly name = 'Gone';
}

export function lineOf(atOnce: number): Line {
  const queue: (() => void)[] = [];
  let running = 0;
  const next = (): void => {
    while (running < atOnce) {
      const begin = queue.shift();
      if (begin === undefined) return;
      begin();
    }
  };
  return {
    waiting: () => queue.length,
    run: (work, gone) =>
      new Promise((resolve, reject) => {
        queue.push(() => {
          if (gone.aborted) return reject(new Gone());
          running += 1;
          void work()
            .then(resolve, reject)
            .finally(() => {
              running -= 1;
              next();
            });
        });
        next();
      }),
  };
}

/** Before a client's patience with a silent office ends (10 s), and seldom needed when the office is not busy. */
const silentForMs = 2_000;
const beatMs = 4_000;

/**
 * Answers JSON that costs the store something, in turn. In the morning all devices ask at once: side by side each would wait for all, and
 * every one would give up; one after another the first are done at once, and those that wait are told so by headers and newlines.
 */
export async function answerInTurn(
  line: Line,
  request: FastifyRequest,
  reply: FastifyReply,
  make: () => Promise<unknown>,
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.on('close', () => gone.abort());
  const work = line.run(make, gone.signal);
  let patience: NodeJS.Timeout | undefined;
  const waited = new Promise<'waiting'>((resolve) => {
    patience = setTimeout(() => resolve('waiting'), silentForMs);
  });
  const first = await Promise.race([work.then((value) => ({ value })), waited]).finally(() => clearTimeout(patience));
  if (first !== 'waiting') return reply.send(first.value);
  reply.hijack();
  const out = openStream(reply.raw, takesGzip(request));
  out.write('\n');
  const beat = setInterval(() => out.write('\n'), beatMs);
  try {
    out.write(JSON.stringify(await work));
    out.end();
  } catch (error) {
    if (!(error instanceof Gone)) request.log.warn({ err: error }, 'an answer in turn');
    // The status is on its way already: half an answer is how the client hears of it.
    reply.raw.destroy();
  } finally {
    clearInterval(beat);
  }
  return reply;
}

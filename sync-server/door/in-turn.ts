import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openStream, takesGzip } from './open-stream.ts';

export type Line = {
  /**
   * Runs when its turn comes, at most so many at once, first come first; `gone` before that: not at all.
   * @param begun this goes on with an answer that has begun: it stands before those that have not
   */
  readonly run: <T>(work: () => Promise<T>, gone: AbortSignal, begun?: boolean) => Promise<T>;
  readonly waiting: () => number;
};

export class Gone extends Error {
  override readonly name = 'Gone';
}

export function lineOf(atOnce: number): Line {
  const queue: (() => void)[] = [];
  const goingOn: (() => void)[] = [];
  let running = 0;
  const next = (): void => {
    while (running < atOnce) {
      const begin = goingOn.shift() ?? queue.shift();
      if (begin === undefined) return;
      begin();
    }
  };
  return {
    waiting: () => goingOn.length + queue.length,
    run: (work, gone, begun = false) =>
      new Promise((resolve, reject) => {
        const begin = (): void => {
          if (gone.aborted) {
            reject(new Gone());
            return;
          }
          running += 1;
          void work()
            .then(resolve, reject)
            .finally(() => {
              running -= 1;
              next();
            });
        };
        (begun ? goingOn : queue).push(begin);
        next();
      }),
  };
}

/** Before a client's patience with a silent office ends (10 s), and seldom needed when the office is not busy. */
const silentForMs = 2_000;
const beatMs = 4_000;

/** Asks the store for one piece of an answer, when its turn comes. */
export type Turn = <T>(read: () => Promise<T>) => Promise<T>;

/**
 * Answers JSON that costs the store something, in turn and piece by piece. In the morning all devices ask at once: side by side each would
 * wait for all, and every one would give up; one after another the first are done at once, and those that wait are told so by headers and
 * newlines. A piece is read when the one before it has been taken, outside of any turn: who reads slowly holds one piece in memory and
 * keeps nobody waiting.
 */
export async function answerInTurn(
  line: Line,
  request: FastifyRequest,
  reply: FastifyReply,
  make: (turn: Turn) => AsyncGenerator<string>,
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.on('close', () => gone.abort());
  let begun = false;
  const pieces = make((read) => {
    const asked = line.run(read, gone.signal, begun);
    begun = true;
    return asked;
  });
  const work = beginningOf(pieces);
  let patience: NodeJS.Timeout | undefined;
  const waited = new Promise<'waiting'>((resolve) => {
    patience = setTimeout(() => resolve('waiting'), silentForMs);
  });
  const first = await Promise.race([work, waited]).finally(() => clearTimeout(patience));
  if (first !== 'waiting') {
    void reply.type('application/json; charset=utf-8');
    return reply.send(
      first.isWhole ? first.text : Readable.from(after(first, pieces), { objectMode: false, highWaterMark: 1 }),
    );
  }
  reply.hijack();
  const out = openStream(reply.raw, takesGzip(request));
  out.write('\n');
  const beat = setInterval(out.beat, beatMs);
  try {
    for await (const piece of after(await work, pieces)) {
      out.write(piece);
      await out.taken();
    }
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

/** Characters of an answer that is sent as one: with its length, and packed only where that pays. */
const oneText = 64 * 1024;

type Beginning = { readonly text: string; readonly isWhole: boolean };

async function beginningOf(pieces: AsyncGenerator<string>): Promise<Beginning> {
  let text = '';
  while (text.length < oneText) {
    const piece = await pieces.next();
    if (piece.done === true) return { text, isWhole: true };
    text += piece.value;
  }
  return { text, isWhole: false };
}

async function* after({ text, isWhole }: Beginning, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  yield text;
  if (!isWhole) yield* pieces;
}

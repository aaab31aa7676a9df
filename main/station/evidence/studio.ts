import { type Problem, problem } from '../../../domain/problem.ts';
import { forkHand } from './fork-hand.ts';
import type { Answer, Hand, StartHand } from './hand.ts';
import { limits } from './limits.ts';
import type { JobArgument, JobName, JobValue } from './pictures/jobs.ts';

/** Where pictures and reports are made: a process of its own, whose death costs the job at hand and nothing else (ADR 0023). */
export type Studio = {
  /** @throws StudioEnded when the process died over it or it took too long; Error when the job itself failed. The next job gets a fresh process. */
  readonly make: <K extends JobName>(name: K, argument: JobArgument<K>) => Promise<JobValue<K>>;
  /** Starts the process before it is needed: the first photo need not wait for it. */
  readonly warm: () => void;
  readonly close: () => Promise<void>;
};

/** The process ended or was ended while a job waited for it. */
export class StudioEnded extends Error {
  readonly why: 'died' | 'slow';
  constructor(why: 'died' | 'slow', message: string) {
    super(`studio: ${message}`);
    this.why = why;
  }
}

/** In the words of whoever asked for a picture. A fault of ours is thrown on. */
export function endedProblem(error: unknown): Problem {
  if (!(error instanceof StudioEnded)) throw error;
  return problem(error.why === 'slow' ? 'evidence.tooSlow' : 'evidence.decoderDied');
}

type Waiting = {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
};

/** The process starts with the first job or a warning of it, and ends when nobody has wanted it for a while: it holds fonts and a decoder. */
export function openStudio(
  startHand: StartHand = forkHand,
  mostMs: number = limits.pictureMs,
  idleMs: number = limits.studioIdleMs,
): Studio {
  let hand: Hand | null = null;
  let n = 0;
  let idle: NodeJS.Timeout | undefined;
  const waiting = new Map<number, Waiting>();

  const take = (own: number): Waiting | undefined => {
    const job = waiting.get(own);
    waiting.delete(own);
    clearTimeout(job?.timer);
    if (waiting.size === 0) rest();
    return job;
  };
  const hear = ({ n: own, value, error }: Answer): void => {
    const job = take(own);
    if (error === undefined) job?.resolve(value as never);
    else job?.reject(new Error(`studio: ${error}`));
  };
  const rest = (): void => {
    hand?.hold(false);
    clearTimeout(idle);
    idle = setTimeout(() => void drop('died', 'nobody wanted it'), idleMs);
    idle.unref();
  };
  const drop = async (why: 'died' | 'slow', message: string): Promise<void> => {
    const gone = hand;
    hand = null;
    for (const own of [...waiting.keys()]) take(own)?.reject(new StudioEnded(why, message));
    clearTimeout(idle);
    await gone?.end();
  };
  const ready = (): Hand => {
    if (hand) return hand;
    const fresh = startHand(hear, (how) => {
      if (fresh === hand) void drop('died', how);
    });
    hand = fresh;
    return fresh;
  };

  return {
    make: (name, argument) =>
      new Promise((resolve, reject) => {
        n += 1;
        const own = n;
        const timer = setTimeout(() => void drop('slow', `${name} took longer than ${mostMs} ms`), mostMs);
        waiting.set(own, { resolve, reject, timer });
        clearTimeout(idle);
        const worker = ready();
        worker.hold(true);
        worker.send({ n: own, name, argument });
      }),
    warm: () => {
      if (hand) return;
      ready();
      rest();
    },
    close: () => drop('died', 'the station is closing'),
  };
}

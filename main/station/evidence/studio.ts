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

type Job = {
  readonly name: JobName;
  readonly argument: unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
};

/**
 * The process starts with the first job or a warning of it, and ends when nobody has wanted it for a while: it holds fonts and a decoder.
 * The process is given one job at a time, so that a picture that ends it takes no other photo with it, and waiting counts as nobody's slowness.
 */
export function openStudio(
  startHand: StartHand = forkHand,
  mostMs: number = limits.pictureMs,
  idleMs: number = limits.studioIdleMs,
): Studio {
  let hand: Hand | null = null;
  let n = 0;
  let idle: NodeJS.Timeout | undefined;
  let tooLong: NodeJS.Timeout | undefined;
  let atHand: (Job & { readonly n: number }) | null = null;
  const waiting: Job[] = [];
  let isClosed = false;

  const taken = (): Job | null => {
    const job = atHand;
    atHand = null;
    clearTimeout(tooLong);
    return job;
  };
  const hear = ({ n: own, value, error }: Answer): void => {
    if (own !== atHand?.n) return;
    const job = taken();
    if (error === undefined) job?.resolve(value as never);
    else job?.reject(new Error(`studio: ${error}`));
    next();
  };
  const rest = (): void => {
    hand?.hold(false);
    clearTimeout(idle);
    idle = setTimeout(() => void drop('died', 'nobody wanted it'), idleMs);
    idle.unref();
  };
  /** The job at hand fails with its process; those that wait get the next one. */
  const drop = async (why: 'died' | 'slow', message: string): Promise<void> => {
    const gone = hand;
    hand = null;
    clearTimeout(idle);
    taken()?.reject(new StudioEnded(why, message));
    // Ended before the next one starts: two of them may have a gigabyte each.
    await gone?.end();
    next();
  };
  const ready = (): Hand => {
    if (hand) return hand;
    const fresh = startHand(hear, (how) => {
      if (fresh === hand) void drop('died', how);
    });
    hand = fresh;
    return fresh;
  };
  const next = (): void => {
    if (atHand) return;
    const job = waiting.shift();
    if (job === undefined) {
      if (hand) rest();
      return;
    }
    n += 1;
    atHand = { ...job, n };
    tooLong = setTimeout(() => void drop('slow', `${job.name} took longer than ${mostMs} ms`), mostMs);
    clearTimeout(idle);
    const worker = ready();
    worker.hold(true);
    worker.send({ n, name: job.name, argument: job.argument });
  };

  return {
    make: (name, argument) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new StudioEnded('died', 'the station is closing'));
        waiting.push({ name, argument, resolve, reject });
        next();
      }),
    warm: () => {
      if (hand || isClosed) return;
      ready();
      rest();
    },
    close: async () => {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(new StudioEnded('died', 'the station is closing'));
      await drop('died', 'the station is closing');
    },
  };
}

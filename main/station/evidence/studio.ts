import { Worker } from 'node:worker_threads';
import { limits } from './limits.ts';
import type { JobArgument, JobName, JobValue } from './pictures/jobs.ts';

/** Where pictures and reports are made: outside the station's own thread, which never waits for a decoder. */
export type Studio = {
  /** @throws when the job failed, took too long or the thread died; the next job gets a fresh thread */
  readonly make: <K extends JobName>(name: K, argument: JobArgument<K>) => Promise<JobValue<K>>;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
};
type Answer = { readonly n: number; readonly value?: unknown; readonly error?: string };

/** The thread starts with the first job: a station that takes no photo pays nothing for it. */
export function openStudio(startThread: () => Worker = startWorker, mostMs: number = limits.pictureMs): Studio {
  let thread: Worker | null = null;
  let n = 0;
  const waiting = new Map<number, Waiting>();

  const settle = (answer: Answer): void => {
    const job = waiting.get(answer.n);
    if (!job) return;
    waiting.delete(answer.n);
    clearTimeout(job.timer);
    if (answer.error === undefined) job.resolve(answer.value as never);
    else job.reject(new Error(`studio: ${answer.error}`));
    if (waiting.size === 0) thread?.unref();
  };
  const dropThread = (why: string): void => {
    thread = null;
    for (const lost of [...waiting.keys()]) settle({ n: lost, error: why });
  };
  const ready = (): Worker => {
    if (thread) return thread;
    const fresh = startThread();
    fresh.on('message', settle);
    fresh.on('error', (error) => fresh === thread && dropThread(error.message));
    fresh.on('exit', (code) => fresh === thread && dropThread(`the thread ended with ${code}`));
    thread = fresh;
    return fresh;
  };

  return {
    make: (name, argument) =>
      new Promise((resolve, reject) => {
        n += 1;
        const own = n;
        const worker = ready();
        const timer = setTimeout(() => {
          dropThread(`${name} took longer than ${mostMs} ms`);
          void worker.terminate();
        }, mostMs);
        waiting.set(own, { resolve, reject, timer });
        worker.ref();
        worker.postMessage({ n: own, name, argument });
      }),
    close: async () => {
      const worker = thread;
      dropThread('the station is closing');
      await worker?.terminate();
    },
  };
}

/** From source the thread needs tsx; from `dist/` it is a bundle of its own, one folder beside the station's (build/entries.ts). */
function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('../station/evidence-worker.mjs', import.meta.url));
  const source = new URL('./worker.ts', import.meta.url).href;
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source)}); });`;
  return new Worker(start, { eval: true });
}

import type { Answer, Asked } from './hand.ts';
import { limits } from './limits.ts';
import { type JobName, jobs } from './pictures/jobs.ts';

/** Ends this process when a picture makes it larger than any honest one: the system's own way out may choose the station. */
const watchEveryMs = 100;

/** Does jobs one after another, each answered by its number. `answer` sends to the station. */
export function serveJobs(
  answer: (message: Answer) => void,
  mostBytes: number = limits.studioBytes,
): (asked: Asked) => void {
  setInterval(() => {
    if (process.memoryUsage.rss() > mostBytes) process.exit(outOfMemory);
  }, watchEveryMs).unref();
  let last: Promise<void> = Promise.resolve();
  return ({ n, name, argument }) => {
    last = last.then(async () => {
      try {
        answer({ n, value: await jobs[name as JobName](argument as never) });
      } catch (error) {
        answer({ n, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    });
  };
}

/** exit code of a process that ended itself */
const outOfMemory = 70;

/** The thread for pictures and reports: one job after another, each answered by its number. Started by `studio.ts`. */
import { parentPort } from 'node:worker_threads';
import { type JobName, jobs } from './pictures/jobs.ts';

type Asked = { readonly n: number; readonly name: JobName; readonly argument: never };

let last: Promise<void> = Promise.resolve();

parentPort?.on('message', ({ n, name, argument }: Asked) => {
  last = last.then(async () => {
    try {
      const value = await jobs[name](argument);
      parentPort?.postMessage({ n, value });
    } catch (error) {
      parentPort?.postMessage({ n, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
});

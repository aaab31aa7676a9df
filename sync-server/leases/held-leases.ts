import { runningWorkers } from './running-workers.ts';
import type { Leases } from './types.ts';

/** One office alone on its store: it holds every lease, and nothing is written about it. */
export function heldLeases(failed: (error: unknown) => void): Leases {
  let broken: unknown = null;
  const workers = runningWorkers((error) => {
    broken ??= error;
    failed(error);
  });
  return {
    during: (name, start) => {
      workers.add(name, start);
      workers.start(name);
    },
    ready: async () => {
      await workers.settled();
      // Alone, there is no other office that could do it: better no office than half of one.
      if (broken !== null) throw broken;
    },
    held: workers.names,
    close: async () => {
      for (const name of workers.names()) workers.stop(name);
      await workers.settled();
    },
  };
}

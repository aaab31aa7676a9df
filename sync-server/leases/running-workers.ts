import type { LeaseName, Running } from './types.ts';

/** The workers of this process: started and closed one after another for each name, however often a lease comes and goes. */
export type RunningWorkers = {
  readonly add: (name: LeaseName, start: () => Promise<Running>) => void;
  readonly names: () => readonly LeaseName[];
  readonly start: (name: LeaseName) => void;
  readonly stop: (name: LeaseName) => void;
  /** what was asked for has happened */
  readonly settled: () => Promise<void>;
};

export function runningWorkers(failed: (error: unknown) => void): RunningWorkers {
  const starts = new Map<LeaseName, () => Promise<Running>>();
  const running = new Map<LeaseName, Running>();
  const turns = new Map<LeaseName, Promise<void>>();

  const after = (name: LeaseName, run: () => Promise<void>): void => {
    turns.set(name, (turns.get(name) ?? Promise.resolve()).then(run).catch(failed));
  };

  return {
    add: (name, start) => void starts.set(name, start),
    names: () => [...starts.keys()],
    start: (name) =>
      after(name, async () => {
        const start = starts.get(name);
        if (start !== undefined && !running.has(name)) running.set(name, await start());
      }),
    stop: (name) =>
      after(name, async () => {
        const worker = running.get(name);
        running.delete(name);
        await worker?.close();
      }),
    settled: async () => void (await Promise.all(turns.values())),
  };
}

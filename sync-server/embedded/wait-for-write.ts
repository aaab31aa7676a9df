/** Tells who waits that a database was written: every write of the embedded side passes through this process. */
export type Writes = {
  readonly told: (name: string) => void;
  /** How many writes this database has seen; read it before looking, so that none is missed. */
  readonly count: (name: string) => number;
  /** Resolves at the first write after `seen`, when `timeoutMs` is over, or on abort. */
  readonly after: (
    name: string,
    seen: number,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ) => Promise<'written' | 'over'>;
  readonly endAll: () => void;
};

export function watchWrites(): Writes {
  const counts = new Map<string, number>();
  const waiting = new Map<string, Set<(how: 'written' | 'over') => void>>();
  const count = (name: string) => counts.get(name) ?? 0;
  const wake = (name: string, how: 'written' | 'over') => {
    for (const one of [...(waiting.get(name) ?? [])]) one(how);
  };
  return {
    count,
    told(name) {
      counts.set(name, count(name) + 1);
      wake(name, 'written');
    },
    after(name, seen, timeoutMs, signal) {
      if (count(name) > seen) return Promise.resolve('written');
      if (signal?.aborted === true) return Promise.resolve('over');
      return new Promise((resolve) => {
        const set = waiting.get(name) ?? new Set();
        waiting.set(name, set);
        const end = (how: 'written' | 'over') => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
          set.delete(end);
          if (set.size === 0 && waiting.get(name) === set) waiting.delete(name);
          resolve(how);
        };
        const onAbort = () => end('over');
        const timer = setTimeout(() => end('over'), timeoutMs);
        signal?.addEventListener('abort', onAbort, { once: true });
        set.add(end);
      });
    },
    endAll() {
      for (const name of [...waiting.keys()]) wake(name, 'over');
    },
  };
}

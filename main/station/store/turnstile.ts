/** Many pass at once; whoever needs the store for himself waits for them and holds up the next. */
export type Turnstile = {
  readonly pass: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs when nobody is inside; not from inside. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** One after another, beside those who pass. */
  readonly inLine: <T>(work: () => Promise<T>) => Promise<T>;
};

export function makeTurnstile(): Turnstile {
  const inside = new Set<Promise<unknown>>();
  let closedBy: Promise<void> | null = null;
  let line: Promise<unknown> = Promise.resolve();
  const quietly = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      () => undefined,
    );
  return {
    pass: async (work) => {
      while (closedBy !== null) await closedBy;
      const running = work();
      inside.add(running);
      try {
        return await running;
      } finally {
        inside.delete(running);
      }
    },
    alone: async (work) => {
      while (closedBy !== null) await closedBy;
      let open = (): void => undefined;
      closedBy = new Promise((resolve) => {
        open = resolve;
      });
      try {
        await Promise.all([...inside].map(quietly));
        return await work();
      } finally {
        closedBy = null;
        open();
      }
    },
    inLine: (work) => {
      const next = line.then(work);
      line = quietly(next);
      return next;
    },
  };
}

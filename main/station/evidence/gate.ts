/** Keeps the naming of files apart from their deletion: bytes that a document is about to name must not go in between. */
export type Gate = {
  /** From keeping the bytes until the document that names them is written. Many at once. */
  readonly naming: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs when nobody is naming, and holds up whoever begins meanwhile: keep it short. */
  readonly deleting: <T>(work: () => Promise<T>) => Promise<T>;
};

export function makeGate(): Gate {
  let naming = 0;
  let deleting: Promise<unknown> | null = null;
  let idle: (() => void)[] = [];
  return {
    naming: async (work) => {
      while (deleting !== null) await deleting;
      naming += 1;
      try {
        return await work();
      } finally {
        naming -= 1;
        if (naming === 0) {
          for (const tell of idle) tell();
          idle = [];
        }
      }
    },
    deleting: async (work) => {
      // Whoever waits here lets others begin: a person with a camera goes first.
      while (naming > 0 || deleting !== null) {
        if (deleting !== null) await deleting;
        else await new Promise<void>((tell) => idle.push(tell));
      }
      const running = work();
      const ended = running.then(
        () => undefined,
        () => undefined,
      );
      deleting = ended;
      void ended.then(() => {
        deleting = null;
      });
      return running;
    },
  };
}

/** Runs a pass at the next moment that something falls due, between `start` and `stop`, and whenever it is woken. */
export type Worker = {
  readonly start: () => void;
  /** Wakes by itself no more; resolves when nothing runs. */
  readonly stop: () => Promise<void>;
  /** Looks now; resolves when a pass is over that began after this was called. */
  readonly wake: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A stepped clock, a machine that slept or a new calendar is noticed at the latest after this. */
const longestMs = 15 * 60_000;
const afterFailureMs = 60_000;

/** @param pass does what is due and answers when the next thing is, ms since the epoch; null: nothing known */
export function makeWorker(
  pass: () => Promise<number | null>,
  now: () => number,
  failed: (error: unknown) => void,
): Worker {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let closed = false;
  let wakesItself = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
    let waitMs = longestMs;
    try {
      const at = await pass();
      if (at !== null) waitMs = Math.min(longestMs, Math.max(0, at - now()));
    } catch (error) {
      failed(error);
      waitMs = afterFailureMs;
    }
    if (!closed && wakesItself) timer = setTimeout(() => void wake(), waitMs);
  }

  function wake(): Promise<void> {
    if (closed) return running ?? Promise.resolve();
    if (running === null) {
      running = run().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running.then(() => {
      next = null;
      return wake();
    });
    return next;
  }

  return {
    start: () => {
      wakesItself = true;
      void wake();
    },
    stop: async () => {
      wakesItself = false;
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
    wake,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
  };
}

/** How often it is looked whether the time is over, ms: a lock comes at most this much late. */
const lookEveryMs = 15_000;
const minuteMs = 60_000;

export type IdleLock = {
  /** Somebody is at the device, or does something there that must not be broken off: the time begins anew. */
  readonly active: () => void;
  readonly close: () => void;
};

type Options = {
  /** a clock that nobody sets and that counts sleep, ms */
  readonly uptime: () => number;
  /** the device's setting; null: never */
  readonly minutes: () => number | null;
  readonly isOpen: () => boolean;
  readonly lock: (afterMinutes: number) => Promise<unknown>;
};

/**
 * Locks the session when no page has said for so many minutes that somebody is there (ADR 0033). The station decides and not a page: two
 * windows of one station are one session. Until a page has spoken there is nothing to look after: nothing is shown.
 */
export function openIdleLock({ uptime, minutes, isOpen, lock }: Options): IdleLock {
  let activeAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    const after = minutes();
    if (activeAt === null || after === null || !isOpen()) return;
    const rest = activeAt + after * minuteMs - uptime();
    if (rest > 0) {
      later(rest);
      return;
    }
    activeAt = null;
    void lock(after);
  }
  function later(rest: number): void {
    clearTimeout(timer);
    // Short looks: a timer stands still while the machine sleeps.
    timer = setTimeout(look, Math.min(rest, lookEveryMs));
    timer.unref();
  }
  return {
    active: () => {
      activeAt = uptime();
      look();
    },
    close: () => clearTimeout(timer),
  };
}

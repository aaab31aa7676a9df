/** Failures by key, forgotten after a while; the oldest go first when strangers fill the map. */
export type KeptCounts = {
  readonly of: (key: string) => Readonly<Count>;
  readonly fail: (key: string) => void;
  readonly clear: (key: string) => void;
  readonly size: () => number;
};
type Count = { failures: number; last: number };

const none: Count = { failures: 0, last: 0 };

export function keptCounts(now: () => number, forgottenAfterMs: number, most: number): KeptCounts {
  const counts = new Map<string, Count>();

  function current(key: string): Count | null {
    const count = counts.get(key);
    if (count === undefined) return null;
    // The clock was set back: the failure is as new as can be, not hours ahead.
    if (count.last > now()) count.last = now();
    if (now() - count.last <= forgottenAfterMs) return count;
    counts.delete(key);
    return null;
  }

  return {
    of: (key) => current(key) ?? none,
    fail(key) {
      const failures = (current(key)?.failures ?? 0) + 1;
      // Re-inserted, so that the map is in the order of the newest failure.
      counts.delete(key);
      counts.set(key, { failures, last: now() });
      for (const oldest of counts.keys()) {
        if (counts.size <= most) break;
        counts.delete(oldest);
      }
    },
    clear: (key) => void counts.delete(key),
    size: () => counts.size,
  };
}

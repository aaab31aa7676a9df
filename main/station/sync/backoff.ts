/** Waits between tries: doubling with jitter, reset by success or by a person. */
export type Backoff = {
  /** milliseconds to wait now; each call counts as a failure */
  readonly next: () => number;
  readonly reset: () => void;
};

/** Short at the top end: a refused connection costs little, and crews stand in a lift for seconds, not minutes. */
export function makeBackoff(random: () => number, firstMs = 1_000, longestMs = 5_000): Backoff {
  let failures = 0;
  return {
    next: () => {
      const plain = Math.min(longestMs, firstMs * 2 ** failures);
      failures += 1;
      return Math.round(plain * (0.7 + 0.6 * random()));
    },
    reset: () => {
      failures = 0;
    },
  };
}

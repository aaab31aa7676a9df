/** The size that a proxy on the way lets through, as its refusals (413) have taught; nginx begins with 1 MiB, others with much less. */
export type SizeLimit = {
  /** bytes that a request may carry; infinite while nothing was refused */
  readonly most: () => number;
  /** A request with so many bytes in its body was refused: the next ones carry half of it. */
  readonly refused: (bytes: number) => void;
  /** Another network is another way to the office. */
  readonly forget: () => void;
};

/** Below this a proxy lets nothing through that a person would want to send. */
const least = 512;
/** A limit may have been raised meanwhile; one refused request is the price of finding that it was not. */
const rememberedMs = 30 * 60_000;

export function makeSizeLimit(now: () => number): SizeLimit {
  let most = Number.POSITIVE_INFINITY;
  let learnedAt = 0;
  return {
    most: () => {
      if (Math.abs(now() - learnedAt) > rememberedMs) most = Number.POSITIVE_INFINITY;
      return most;
    },
    refused: (bytes) => {
      most = Math.min(most, Math.max(least, Math.floor(bytes / 2)));
      learnedAt = now();
    },
    forget: () => {
      most = Number.POSITIVE_INFINITY;
    },
  };
}

/** How many of a list go into one request, where each takes so many bytes. */
export const rowsWithin = (mostBytes: number, bytesEach: number, mostRows: number): number =>
  Math.max(1, Math.min(mostRows, Math.floor(mostBytes / bytesEach)));

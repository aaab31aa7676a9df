import { uploadLimits } from '../limits.ts';

/** How much one request carries: twice as much after each success, half after each failure (DESIGN §4). */
export type Pace = { readonly chunk: () => number; readonly success: () => number; readonly failure: () => number };

export function makePace(): Pace {
  let chunk: number = uploadLimits.firstChunk;
  return {
    chunk: () => chunk,
    success: () => {
      chunk = Math.min(chunk * 2, uploadLimits.largestChunk);
      return chunk;
    },
    failure: () => {
      chunk = Math.max(Math.floor(chunk / 2), uploadLimits.smallestChunk);
      return chunk;
    },
  };
}

/** Milliseconds until the next try: doubling, with jitter, so that a crew's tablets do not come back all at once. */
export function backoff(failures: number, random: () => number): number {
  const full = Math.min(uploadLimits.firstBackoffMs * 2 ** Math.min(failures - 1, 20), uploadLimits.longestBackoffMs);
  return Math.round(full * (0.5 + random() / 2));
}

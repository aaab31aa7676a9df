import { makeSizeLimit } from '../../sync/size-limit.ts';
import { uploadLimits } from '../limits.ts';
import { makeBreaks } from './breaks.ts';

/**
 * How fast the link is fed: how much one request carries (DESIGN §4), how large one write is and how long it rests.
 * It is told of every request and learns the link's rate, its round trip, and where it breaks.
 */
export type Pace = {
  /** bytes of the next request */
  readonly chunk: () => number;
  /** bytes of the next write */
  readonly piece: () => number;
  /** ms to wait before the next write: not more in the buffers than the link carries away soon */
  readonly rest: () => number;
  readonly started: () => void;
  readonly wrote: (bytes: number) => void;
  /** the office has answered; `taken`: it has what was sent */
  readonly answered: (taken: boolean) => void;
  /** Something on the way does not let a request of so many bytes through. */
  readonly tooLarge: (bytes: number) => void;
  /** The device is on another network: what was learned of the way to the office holds no longer. */
  readonly forgetNetwork: () => void;
  /** the request came to nothing, or to less than all of it */
  readonly broke: () => void;
  /** after a break: bytes of that request which the office has all the same */
  readonly resumed: (kept: number) => void;
};

/** Request line and headers of a request, bytes: they count towards the next break too. */
const headerBytes = 500;

export function makePace(now: () => number = () => performance.now()): Pace {
  const breaks = makeBreaks();
  let most: number = uploadLimits.firstChunk;
  const limit = makeSizeLimit(now);
  /** bytes per ms */
  let rate: number | null = null;
  let roundTripMs = Number.POSITIVE_INFINITY;
  /** known to have arrived since the last break */
  let passed = 0;
  let request = { at: 0, written: 0 };
  let broken: { readonly passed: number; readonly written: number; readonly tookMs: number } | null = null;

  const sent = (): number => passed + headerBytes + request.written;

  function learnRate(bytes: number, tookMs: number): void {
    const known = Number.isFinite(roundTripMs) ? roundTripMs : 0;
    const sample = bytes / Math.max(1, tookMs - known, tookMs / 4);
    rate = rate === null ? sample : (rate + sample) / 2;
  }

  return {
    chunk: () => {
      const carried =
        rate === null
          ? most
          : Math.floor(Math.max(uploadLimits.smallestChunk, Math.min(most, rate * uploadLimits.requestMs)));
      return Math.min(carried, limit.most());
    },
    piece: () => breaks.piece(sent()),
    rest: () => {
      const near = breaks.near(sent());
      if (rate === null) return near ? 1 : 0;
      const carriedAt = near
        ? request.at + request.written / rate
        : request.at + (request.written - uploadLimits.ahead) / (2 * rate);
      return Math.max(near ? 1 : 0, carriedAt - now());
    },
    started: () => {
      request = { at: now(), written: 0 };
    },
    wrote: (bytes) => {
      request.written += bytes;
    },
    answered: (taken) => {
      const tookMs = now() - request.at;
      const { written } = request;
      passed += written + headerBytes;
      request = { at: 0, written: 0 };
      if (written === 0) roundTripMs = Math.min(roundTripMs, tookMs);
      else if (taken) {
        if (written >= uploadLimits.smallestChunk / 2) learnRate(written, tookMs);
        most = Math.min(most * 2, uploadLimits.largestChunk);
      }
    },
    tooLarge: limit.refused,
    forgetNetwork: limit.forget,
    broke: () => {
      // A question that came to nothing adds nothing to what the break before it has still to teach.
      if (request.written > 0 || broken === null)
        broken = { passed, written: request.written, tookMs: now() - request.at };
      passed = 0;
      request = { at: 0, written: 0 };
    },
    resumed: (kept) => {
      if (broken === null) return;
      breaks.learn(broken.passed + kept);
      if (kept >= uploadLimits.smallestChunk) learnRate(kept, broken.tookMs);
      // Something in between throws half a request away: less is put into one.
      if (kept === 0 && broken.written > 0) most = Math.max(Math.floor(most / 2), uploadLimits.smallestChunk);
      broken = null;
    },
  };
}

/**
 * Milliseconds until the next try. A link that broke is tried again at once; after that doubling, with jitter, so that a
 * crew's tablets do not come back all at once.
 */
export function backoff(failures: number, random: () => number): number {
  const doubled = uploadLimits.firstBackoffMs * 2 ** Math.min(failures - 2, 20);
  const full = failures <= 1 ? uploadLimits.atOnceMs : Math.min(doubled, uploadLimits.longestBackoffMs);
  return Math.round(full * (0.5 + random() / 2));
}

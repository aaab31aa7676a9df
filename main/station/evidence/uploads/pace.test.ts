import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uploadLimits } from '../limits.ts';
import { backoff, makePace } from './pace.ts';

type Link = {
  /** bytes per ms */
  readonly rate: number;
  readonly roundTripMs: number;
  /** bytes until the next break; the piece that meets it is lost */
  readonly nextBreak: () => number;
  /** of a request that broke everything is lost, as behind a proxy that holds bodies back */
  readonly forgets?: boolean;
};

const headers = 500;

/** Sends one payload over a link that breaks; what is written is on the wire at once and takes its time. */
function sendOver(link: Link, payload: number, pace = makePace(() => 0), clock = { now: 0 }) {
  let arrived = 0;
  let sent = 0;
  let breaks = 0;
  let left = link.nextBreak();
  const carry = (bytes: number): boolean => {
    sent += bytes;
    clock.now += bytes / link.rate;
    left -= bytes;
    if (left >= 0) return true;
    left = link.nextBreak();
    breaks += 1;
    return false;
  };
  for (let tries = 0; arrived < payload; tries += 1) {
    if (tries > 200_000) throw new Error(`${arrived} of ${payload} arrived`);
    const chunk = Math.min(pace.chunk(), payload - arrived);
    pace.started();
    let whole = carry(headers);
    let kept = 0;
    while (whole && kept < chunk) {
      clock.now += Math.max(0, pace.rest());
      const piece = Math.min(pace.piece(), chunk - kept);
      pace.wrote(piece);
      whole = carry(piece);
      if (whole) kept += piece;
    }
    if (whole) {
      clock.now += link.roundTripMs;
      arrived += chunk;
      pace.answered(true);
      continue;
    }
    pace.broke();
    if (link.forgets) kept = 0;
    pace.started();
    if (!carry(headers)) {
      pace.broke();
      continue;
    }
    clock.now += link.roundTripMs;
    pace.answered(true);
    pace.resumed(kept);
    arrived += kept;
  }
  return { sent, breaks, seconds: clock.now / 1000 };
}

function over(link: Link, payload: number) {
  const clock = { now: 0 };
  const pace = makePace(() => clock.now);
  return { ...sendOver(link, payload, pace, clock), pace };
}

/** the first `count` lengths, then the other */
function firstThen(count: number, first: number, then: number): () => number {
  let met = 0;
  return () => {
    met += 1;
    return met <= count ? first : then;
  };
}

const good = { rate: 10_000, roundTripMs: 30 };
const payload = 18_000_000;

describe('a link that breaks', () => {
  it('every so many bytes, whatever the number: one piece each is lost, and it is small', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 6_000_000 }), (every) => {
        const { sent } = over({ ...good, nextBreak: () => every }, payload);
        expect(sent / payload).toBeLessThan(every < 150_000 ? 1.12 : 1.06);
      }),
    );
  });

  it('at random: what meets the break is never more than a share of what got through before', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.integer({ min: 60_000, max: 600_000 })).map((stream) => stream[Symbol.iterator]()),
        (lengths) => {
          const { sent } = over({ ...good, nextBreak: () => lengths.next().value as number }, payload);
          expect(sent / payload).toBeLessThan(1.15);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('and moves: the next lengths are learned', () => {
    const { sent } = over({ ...good, nextBreak: firstThen(30, 200_000, 70_000) }, payload);
    expect(sent / payload).toBeLessThan(1.15);
  });

  it('and keeps nothing of a broken request: requests are halved until they pass', () => {
    const { pace } = over({ ...good, nextBreak: () => 90_000, forgets: true }, 2_000_000);
    expect(pace.chunk()).toBeLessThan(180_000);
  });

  it('heals: writes are large again', () => {
    const { pace } = over({ ...good, nextBreak: firstThen(5, 200_000, Number.POSITIVE_INFINITY) }, payload);
    expect(pace.piece()).toBe(64 * 1024);
  });
});

describe('a link that does not break', () => {
  const whole = { nextBreak: () => Number.POSITIVE_INFINITY };
  it('soon carries large requests, and loses no time to pauses', () => {
    const { pace, seconds, sent } = over({ ...good, ...whole }, 60_000_000);
    expect(pace.chunk()).toBe(uploadLimits.largestChunk);
    expect(pace.rest()).toBe(0);
    expect(sent / 60_000_000).toBeLessThan(1.001);
    expect(seconds).toBeLessThan(6.8);
  });

  it('and is slow: a request takes no longer than a document may wait, and the link is not left idle', () => {
    const { pace, seconds } = over({ rate: 8, roundTripMs: 300, ...whole }, 1_000_000);
    expect(pace.chunk()).toBeLessThanOrEqual(8 * 4_000);
    expect(pace.chunk()).toBeGreaterThanOrEqual(16_384);
    expect(seconds).toBeLessThan(125 * 1.2);
  });
});

it('a break is tried again at once; then it backs off doubling, with jitter, and not for ever', () => {
  expect([1, 2, 3, 4].map((n) => backoff(n, () => 1))).toEqual([uploadLimits.atOnceMs, 2000, 4000, 8000]);
  expect(backoff(2, () => 0)).toBe(1000);
  expect(backoff(99, () => 1)).toBe(uploadLimits.longestBackoffMs);
});

import type { TimeScale } from './working-time.ts';

/** One pause; `to` null: still paused. Times ISO. */
export type Pause = { readonly from: string; readonly to: string | null };

/** A stretch of time that stands between a clock's start and its stop, and what of it the clock stood still. */
export type RunningTime = {
  /** Counted ms that the clock had run at a moment. Never falls, and never grows in a pause. */
  readonly until: (moment: number) => number;
  /** When the clock had run this long; while it is paused, as if it ran on from the pause's beginning. */
  readonly reached: (countedMs: number) => number;
  /** Counted ms of the pauses that have ended */
  readonly pausedForMs: number;
  /** ms since the epoch; null when it is not paused, or has stopped */
  readonly pausedSince: number | null;
};

/** A pause counts only from the start on and up to the stop; pauses that overlap count once. */
export function runningTime(
  start: number,
  stop: number | null,
  pauses: readonly Pause[],
  scale: TimeScale,
): RunningTime {
  const spans = merged(pauses, start, stop ?? Number.POSITIVE_INFINITY);
  const closed = spans.filter(({ to }) => Number.isFinite(to));
  return {
    until: (moment) => {
      const end = stop === null ? moment : Math.min(moment, stop);
      let at = start;
      let sum = 0;
      for (const { from, to } of spans) {
        if (from >= end) break;
        sum += scale.between(at, from);
        at = to;
      }
      return sum + scale.between(at, end);
    },
    reached: (countedMs) => {
      let at = start;
      let left = countedMs;
      for (const { from, to } of closed) {
        const ran = scale.between(at, from);
        if (ran >= left) break;
        left -= ran;
        at = to;
      }
      return scale.after(at, left);
    },
    pausedForMs: closed.reduce((sum, { from, to }) => sum + scale.between(from, to), 0),
    pausedSince: spans.find(({ to }) => !Number.isFinite(to))?.from ?? null,
  };
}

type Span = { readonly from: number; readonly to: number };

/** Disjoint, in order, within start and stop; an open one ends at infinity. */
function merged(pauses: readonly Pause[], start: number, stop: number): readonly Span[] {
  const sorted = pauses
    .map(({ from, to }) => ({
      from: Math.max(start, Date.parse(from)),
      to: Math.min(stop, to === null ? Number.POSITIVE_INFINITY : Date.parse(to)),
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const spans: Span[] = [];
  for (const span of sorted) {
    const last = spans.at(-1);
    if (last === undefined || span.from > last.to) spans.push(span);
    else spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return spans;
}

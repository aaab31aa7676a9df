import { calendarTime, type TimeScale } from './working-time.ts';

/** A running instance of an SLA definition, as all sides derive it. Times ISO. `breachAt` and `warnAt` hold as far as known: while paused they move on. */
export type SlaClock = {
  readonly key: string;
  readonly startedAt: string;
  readonly breachAt: string;
  readonly warnAt: string;
  readonly pausedForMs: number;
  readonly pausedSince: string | null;
  readonly stoppedAt: string | null;
  /** null while it runs: only a clock on the wall can tell, see `slaStatus` */
  readonly breached: boolean | null;
  readonly source: string;
};

/** One pause; `to` null: still paused. */
export type Pause = { readonly from: string; readonly to: string | null };

export type SlaInput = {
  readonly key: string;
  readonly startedAt: string;
  readonly limitMs: number;
  readonly warnAtPercent: number;
  readonly pauses: readonly Pause[];
  readonly stoppedAt: string | null;
  readonly source: string;
};

/** Computes a clock. A pause counts only from the start on and up to the stop; pauses that overlap count once. */
export function slaClock(input: SlaInput, scale: TimeScale = calendarTime): SlaClock {
  const start = Date.parse(input.startedAt);
  const stop = input.stoppedAt === null ? null : Date.parse(input.stoppedAt);
  const { closedMs, openSince } = paused(input.pauses, start, stop, scale);
  const breachAt = scale.after(start, input.limitMs + closedMs);
  const warnAt = scale.after(start, (input.limitMs * input.warnAtPercent) / 100 + closedMs);
  return {
    key: input.key,
    startedAt: input.startedAt,
    breachAt: iso(breachAt),
    warnAt: iso(warnAt),
    pausedForMs: closedMs,
    pausedSince: stop === null && openSince !== null ? iso(openSince) : null,
    stoppedAt: input.stoppedAt,
    breached: stop === null ? null : stop > breachAt,
    source: input.source,
  };
}

function paused(
  pauses: readonly Pause[],
  start: number,
  stop: number | null,
  scale: TimeScale,
): { closedMs: number; openSince: number | null } {
  const spans = pauses
    .map(({ from, to }) => ({
      from: Math.max(start, Date.parse(from)),
      to: to === null ? stop : Math.min(Date.parse(to), stop ?? Number.POSITIVE_INFINITY),
    }))
    .sort((a, b) => a.from - b.from);
  let closedMs = 0;
  let openSince: number | null = null;
  let until = start;
  for (const span of spans) {
    const from = Math.max(span.from, until);
    if (span.to === null) {
      openSince ??= from;
      continue;
    }
    if (openSince !== null) continue;
    closedMs += scale.between(from, span.to);
    until = Math.max(until, span.to);
  }
  return { closedMs, openSince };
}

export type SlaStatus = {
  readonly state:
    | 'running'
    | 'warning'
    | 'breached'
    | 'paused'
    | 'stopped' /** until the breach; negative when it is past */;
  readonly remainingMs: number;
};

/** How a clock stands at a moment: what a screen shows. A stopped clock says by its `remainingMs` whether it was in time. */
export function slaStatus(clock: SlaClock, nowIso: string, scale: TimeScale = calendarTime): SlaStatus {
  const breachAt = Date.parse(clock.breachAt);
  const at = (moment: number): number =>
    moment > breachAt ? -scale.between(breachAt, moment) : scale.between(moment, breachAt);
  if (clock.stoppedAt !== null) return { state: 'stopped', remainingMs: at(Date.parse(clock.stoppedAt)) };
  if (clock.pausedSince !== null) {
    const remainingMs = at(Date.parse(clock.pausedSince));
    return { state: remainingMs < 0 ? 'breached' : 'paused', remainingMs };
  }
  const now = Date.parse(nowIso);
  const remainingMs = at(now);
  if (remainingMs < 0) return { state: 'breached', remainingMs };
  return { state: now >= Date.parse(clock.warnAt) ? 'warning' : 'running', remainingMs };
}

const iso = (ms: number): string => new Date(ms).toISOString();

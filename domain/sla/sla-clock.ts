import { type Pause, runningTime } from './running-time.ts';
import { calendarTime, type TimeScale } from './working-time.ts';

export type { Pause };

/**
 * Whose clock said when: the office's; a device's, corrected by a measurement of the same boot; a device's that nobody has measured,
 * taken as it is; nobody's, where a person wrote the time down.
 */
export type TimeSource = 'office' | 'measured' | 'device' | 'stated';

/** A running instance of an SLA definition, as all sides derive it. Times ISO. */
export type SlaClock = {
  readonly key: string;
  readonly clock: 'calendar' | 'working';
  readonly startedAt: string;
  /** how long it may run, in counted ms */
  readonly limitMs: number;
  /** how its rule says the limit: a working day or hours of work */
  readonly limitIn: 'hours' | 'days';
  /** `breachAt` and `warnAt` hold as far as known: while paused they move on */
  readonly breachAt: string;
  readonly warnAt: string;
  /** counted ms of the pauses that have ended */
  readonly pausedForMs: number;
  readonly pausedSince: string | null;
  readonly stoppedAt: string | null;
  /** null while it runs: only a clock on the wall can tell, see `slaStatus` */
  readonly breached: boolean | null;
  /** false: it runs through a year whose holidays are not in its calendar; there only weekends are left out */
  readonly calendarKnown: boolean;
  /** the least certain of the times it was computed from */
  readonly timeSource: TimeSource;
  readonly escalations: readonly SlaEscalation[];
  /** where the limit comes from */
  readonly source: string;
};

/** Somebody who is told when the clock has run so far. */
export type SlaEscalation = {
  readonly key: string;
  readonly atPercent: number;
  /** a performer of the order type */
  readonly to: string;
  readonly dueAt: string;
  /** `recorded`: he was told. `overtaken`: he was told, and by what is known now the clock had not run so far then; told again when it has */
  readonly state: 'notDue' | 'recorded' | 'overtaken';
  /** the telling that counts, or the last that was overtaken */
  readonly recordedAt: string | null;
};

export type SlaInput = {
  readonly key: string;
  readonly clock?: 'calendar' | 'working';
  readonly startedAt: string;
  readonly limitMs: number;
  readonly limitIn?: SlaClock['limitIn'];
  readonly warnAtPercent: number;
  readonly pauses: readonly Pause[];
  readonly stoppedAt: string | null;
  readonly timeSource?: TimeSource;
  readonly escalations?: readonly (Pick<SlaEscalation, 'key' | 'atPercent' | 'to'> & {
    /** when he was told, in turn */
    readonly toldAt: readonly string[];
  })[];
  readonly source: string;
};

/** Computes a clock on a time scale. A pause that begins after the breach does not undo it. */
export function slaClock(input: SlaInput, scale: TimeScale = calendarTime): SlaClock {
  const start = Date.parse(input.startedAt);
  const stop = input.stoppedAt === null ? null : Date.parse(input.stoppedAt);
  const running = runningTime(start, stop, input.pauses, scale);
  const share = (percent: number): number => Math.round((input.limitMs * percent) / 100);
  const breachAt = running.reached(input.limitMs);
  return {
    key: input.key,
    clock: input.clock ?? 'calendar',
    startedAt: input.startedAt,
    limitMs: input.limitMs,
    limitIn: input.limitIn ?? 'days',
    breachAt: iso(breachAt),
    warnAt: iso(running.reached(share(input.warnAtPercent))),
    pausedForMs: running.pausedForMs,
    pausedSince: running.pausedSince === null ? null : iso(running.pausedSince),
    stoppedAt: input.stoppedAt,
    breached: stop === null ? null : stop > breachAt,
    calendarKnown: scale.knows(start, breachAt),
    timeSource: input.timeSource ?? 'office',
    escalations: (input.escalations ?? []).map(({ key, atPercent, to, toldAt }) => {
      const counting = toldAt.find((at) => running.until(Date.parse(at)) >= share(atPercent));
      const recordedAt = counting ?? toldAt.at(-1) ?? null;
      const state = counting !== undefined ? 'recorded' : recordedAt === null ? 'notDue' : 'overtaken';
      return { key, atPercent, to, dueAt: iso(running.reached(share(atPercent))), state, recordedAt };
    }),
    source: input.source,
  };
}

export type SlaStatus = {
  /** `ahead`: it counts from a moment that has not come */
  readonly state: 'ahead' | 'running' | 'warning' | 'breached' | 'paused' | 'stopped';
  /** counted ms until the breach; negative when it is past */
  readonly remainingMs: number;
};

/** What `slaStatus` reads of a clock; a list's row has no more. */
export type ClockTimes = Pick<SlaClock, 'breachAt' | 'warnAt' | 'pausedSince' | 'stoppedAt'> & {
  /** absent: it has begun */
  readonly startedAt?: string;
};

/**
 * How a clock stands at a moment: what a screen shows. A stopped clock says by its `remainingMs` whether it was in time. On working
 * time a breach in the night has 0 ms behind it until the office opens.
 */
export function slaStatus(clock: ClockTimes, nowIso: string, scale: TimeScale = calendarTime): SlaStatus {
  const breachAt = Date.parse(clock.breachAt);
  const at = (moment: number): number =>
    moment > breachAt ? 0 - scale.between(breachAt, moment) : scale.between(moment, breachAt);
  if (clock.stoppedAt !== null) return { state: 'stopped', remainingMs: at(Date.parse(clock.stoppedAt)) };
  const moment = Date.parse(clock.pausedSince ?? nowIso);
  const remainingMs = at(moment);
  if (moment > breachAt) return { state: 'breached', remainingMs };
  if (clock.startedAt !== undefined && moment < Date.parse(clock.startedAt)) return { state: 'ahead', remainingMs };
  if (clock.pausedSince !== null) return { state: 'paused', remainingMs };
  return { state: moment >= Date.parse(clock.warnAt) ? 'warning' : 'running', remainingMs };
}

const iso = (ms: number): string => new Date(ms).toISOString();

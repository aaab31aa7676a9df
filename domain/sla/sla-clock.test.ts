import { describe, expect, it } from 'vitest';
import { type Pause, type SlaClock, slaClock, slaStatus } from './sla-clock.ts';

const at = (hours: number): string => new Date(Date.UTC(2026, 2, 2) + hours * 3_600_000).toISOString();
const clock = (pauses: readonly Pause[] = [], stoppedAt: string | null = null): SlaClock =>
  slaClock({
    key: 'install',
    startedAt: at(0),
    limitMs: 48 * 3_600_000,
    warnAtPercent: 75,
    pauses,
    stoppedAt,
    source: 's',
  });
const state = (given: SlaClock, hours: number): string => slaStatus(given, at(hours)).state;

describe('slaClock', () => {
  it('breaches 48 h after the start and warns at 75 %', () => {
    expect(clock()).toMatchObject({ breachAt: at(48), warnAt: at(36), breached: null, pausedForMs: 0 });
    expect([state(clock(), 35), state(clock(), 36), state(clock(), 48), state(clock(), 48.001)]).toEqual([
      'running',
      'warning',
      'warning',
      'breached',
    ]);
  });

  it('moves on by closed pauses, overlapping ones once', () => {
    expect(
      clock([
        { from: at(2), to: at(6) },
        { from: at(4), to: at(8) },
      ]),
    ).toMatchObject({ breachAt: at(54), pausedForMs: 6 * 3_600_000 });
  });

  it('stands still while paused', () => {
    const paused = clock([{ from: at(10), to: null }]);
    expect(slaStatus(paused, at(100))).toEqual({ state: 'paused', remainingMs: 38 * 3_600_000 });
  });

  it('a pause that begins after the breach does not undo it', () => {
    expect(state(clock([{ from: at(50), to: null }]), 60)).toBe('breached');
  });

  it('counts a pause only within start and stop', () => {
    expect(
      clock(
        [
          { from: at(-5), to: at(1) },
          { from: at(40), to: null },
        ],
        at(50),
      ),
    ).toMatchObject({ breachAt: at(59), breached: false, pausedSince: null });
  });

  it('knows whether it was stopped in time, the last millisecond included', () => {
    expect(clock([], at(48)).breached).toBe(false);
    expect(clock([], at(48.0001)).breached).toBe(true);
    expect(slaStatus(clock([], at(49)), at(900))).toEqual({ state: 'stopped', remainingMs: -3_600_000 });
  });
});

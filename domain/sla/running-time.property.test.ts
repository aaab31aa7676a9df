import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runningTime } from './running-time.ts';
import { slaClock } from './sla-clock.ts';
import { calendarTime, scaleOf, type TimeScale } from './working-time.ts';

const working = scaleOf({
  utcOffsetMinutes: 480,
  weekdays: [1, 2, 3, 4, 5],
  officeHours: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
  years: [2026],
  holidays: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}`, '国庆节'])),
  makeUpDays: { '2026-09-20': '国庆节', '2026-10-10': '国庆节' },
});
if (working === null) throw new Error('no calendar');

const first = Date.UTC(2026, 8, 14);
const moment = fc.integer({ min: first, max: first + 40 * 86_400_000 });
const scale = fc.constantFrom<TimeScale>(working, calendarTime);
const pauses = fc.array(fc.tuple(moment, fc.option(moment)), { maxLength: 6 }).map((list) =>
  list.map(([a, b]) => ({
    from: iso(b === null ? a : Math.min(a, b)),
    to: b === null ? null : iso(Math.max(a, b)),
  })),
);
const iso = (ms: number): string => new Date(ms).toISOString();
const runs = { numRuns: 3000 };

describe('time that counts', () => {
  it('`after` undoes `between` for every moment that counts', () => {
    fc.assert(
      fc.property(scale, moment, moment, (on, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        // A moment counts when the millisecond before it does.
        fc.pre(on.between(to - 1, to) === 1);
        expect(on.after(from, on.between(from, to))).toBe(to);
      }),
      runs,
    );
  });

  it('adds up, whatever lies between', () => {
    fc.assert(
      fc.property(scale, fc.tuple(moment, moment, moment), (on, three) => {
        const [a, b, c] = three.toSorted((x, y) => x - y) as [number, number, number];
        expect(on.between(a, b) + on.between(b, c)).toBe(on.between(a, c));
      }),
      runs,
    );
  });
});

describe('a clock', () => {
  it('never runs backwards', () => {
    fc.assert(
      fc.property(scale, moment, fc.option(moment), pauses, moment, moment, (on, start, stop, given, a, b) => {
        const { until } = runningTime(start, stop, given, on);
        expect(until(Math.max(a, b))).toBeGreaterThanOrEqual(until(Math.min(a, b)));
      }),
      runs,
    );
  });

  it('counts no paused time, and everything else', () => {
    fc.assert(
      fc.property(scale, moment, pauses, moment, (on, start, given, at) => {
        const { until } = runningTime(start, null, given, on);
        // Hour by hour, the long way round.
        const step = 3_600_000;
        let sum = 0;
        for (let from = start; from < at; from += step) {
          const to = Math.min(from + step, at);
          const cuts = [
            from,
            to,
            ...given.flatMap((one) => [Date.parse(one.from), one.to === null ? to : Date.parse(one.to)]),
          ]
            .filter((cut) => cut >= from && cut <= to)
            .sort((x, y) => x - y);
          for (const [index, cut] of cuts.entries()) {
            const next = cuts[index + 1];
            if (next === undefined) break;
            const middle = (cut + next) / 2;
            const paused = given.some(
              (one) => Date.parse(one.from) <= middle && (one.to === null || middle < Date.parse(one.to)),
            );
            if (!paused) sum += on.between(cut, next);
          }
        }
        expect(until(at)).toBe(sum);
      }),
      { numRuns: 1000 },
    );
  });

  it('has run for its limit at its breach, unless it is paused before', () => {
    fc.assert(
      fc.property(scale, moment, pauses, fc.integer({ min: 1, max: 200 * 3_600_000 }), (on, start, given, limitMs) => {
        const { until, pausedSince } = runningTime(start, null, given, on);
        const clock = slaClock(
          { key: 'k', startedAt: iso(start), limitMs, warnAtPercent: 75, pauses: given, stoppedAt: null, source: 's' },
          on,
        );
        const breachAt = Date.parse(clock.breachAt);
        if (pausedSince === null || breachAt <= pausedSince) expect(until(breachAt)).toBe(limitMs);
        else expect(until(breachAt)).toBeLessThan(limitMs);
        expect(Date.parse(clock.warnAt)).toBeLessThanOrEqual(breachAt);
      }),
      runs,
    );
  });
});

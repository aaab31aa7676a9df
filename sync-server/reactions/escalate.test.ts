import { describe, expect, it } from 'vitest';
import { isId } from '../../domain/ids.ts';
import { type Pause, type SlaClock, slaClock } from '../../domain/sla/sla-clock.ts';
import { isProvisional } from '../orders/provisional.ts';
import { dueEscalations, escalationUnique } from './escalate.ts';

const at = (hours: number): string => new Date(Date.UTC(2026, 2, 2) + hours * 3_600_000).toISOString();
type More = {
  pauses?: readonly Pause[];
  stoppedAt?: string | null;
  told?: Readonly<Record<string, readonly string[]>>;
};
const clock = ({ pauses = [], stoppedAt = null, told = {} }: More = {}): SlaClock =>
  slaClock({
    key: 'reply',
    startedAt: at(0),
    limitMs: 10 * 3_600_000,
    warnAtPercent: 75,
    pauses,
    stoppedAt,
    escalations: [
      { key: 'half', atPercent: 50, to: 'lead', toldAt: told.half ?? [] },
      { key: 'late', atPercent: 100, to: 'manager', toldAt: told.late ?? [] },
    ],
    source: 's',
  });
const due = (more: More, hours: number): readonly string[] =>
  dueEscalations([clock(more)], at(hours)).map(({ escalation }) => escalation);

describe('what is due', () => {
  it.each<[string, More, number, readonly string[]]>([
    ['nothing before its time', {}, 4.999, []],
    ['the first, to the millisecond', {}, 5, ['half']],
    ['both after a night without the office', {}, 11, ['half', 'late']],
    ['what was told is not told again', { told: { half: [at(5)] } }, 11, ['late']],
    ['nothing of a clock that has stopped, however late', { stoppedAt: at(20) }, 30, []],
    ['nothing while it is paused before', { pauses: [{ from: at(4), to: null }] }, 30, []],
    ['what was due before the pause', { pauses: [{ from: at(6), to: null }] }, 30, ['half']],
    ['later by a pause that is over', { pauses: [{ from: at(4), to: at(8) }] }, 8.9, []],
    [
      'what was overtaken: not before its new moment',
      { told: { half: [at(5)] }, pauses: [{ from: at(1), to: at(8) }] },
      11.9,
      [],
    ],
    [
      'what was overtaken: again at its new moment',
      { told: { half: [at(5)] }, pauses: [{ from: at(1), to: at(8) }] },
      12,
      ['half'],
    ],
    ['not while it is paused still', { told: { half: [at(5)] }, pauses: [{ from: at(1), to: null }] }, 30, []],
    ['and once more only', { told: { half: [at(5), at(12)] }, pauses: [{ from: at(1), to: at(8) }] }, 13, []],
  ])('%s', (_, more, hours, escalations) => {
    expect(due(more, hours)).toEqual(escalations);
  });

  it('says to whom, when it was due, and when the clock breaches', () => {
    expect(dueEscalations([clock()], at(6))).toEqual([
      { clock: 'reply', escalation: 'half', to: 'lead', atPercent: 50, dueAt: at(5), breachAt: at(10) },
    ]);
  });
});

it('every escalation has one id, wherever it is made', () => {
  const id = escalationUnique('o', 'reply', 'half');
  expect(isId(id)).toBe(true);
  expect(escalationUnique('o', 'reply', 'half')).toBe(id);
  const others = [
    escalationUnique('p', 'reply', 'half'),
    escalationUnique('o', 'b', 'half'),
    escalationUnique('o', 'reply', 'late'),
    escalationUnique('o', 'replyhalf', ''),
    escalationUnique('o', 'reply', 'half', 1),
  ];
  expect(new Set([id, ...others]).size).toBe(6);
});

describe('a breach is provisional', () => {
  const hands = { phase: 'started', turn: 'field', technicianId: 't' } as const;
  const now = Date.parse(at(12));
  const paused = { pauses: [{ from: at(3), to: null }] };
  it.each<[string, Parameters<typeof isProvisional>[0], More, string | null, boolean]>([
    ['heard before it', hands, {}, at(9), true],
    ['never heard', hands, {}, null, true],
    ['heard since', hands, {}, at(11), false],
    ['office’s turn', { ...hands, turn: 'office' }, {}, at(9), false],
    ['nobody has it', { ...hands, technicianId: null }, {}, null, false],
    ['declined', { ...hands, phase: 'declined' }, {}, at(9), false],
    ['paused', hands, paused, at(9), false],
    ['stopped', hands, { stoppedAt: at(11) }, at(9), false],
  ])('%s', (_, inHands, more, lastSeenAt, expected) => {
    expect(isProvisional(inHands, clock(more), lastSeenAt, now)).toBe(expected);
  });
  it('not before it is one', () => {
    expect(isProvisional(hands, clock(), null, Date.parse(at(10)))).toBe(false);
  });
});

import { expect, it } from 'vitest';
import { byUrgency, type Listed, momentOf, viewsOf } from './views.ts';

const now = new Date(2026, 10, 22, 10).getTime();
const moment = momentOf(now);
const iso = (days: number, hour = 9): string => new Date(2026, 10, 22 + days, hour).toISOString();
const row = (over: Partial<Listed>): Listed => ({
  grant: 'active',
  phase: 'accepted',
  finishedAt: null,
  rework: false,
  appointment: null,
  breachAt: null,
  number: '1',
  ...over,
});
const window = (days: number, hour = 9) => ({ start: iso(days, hour), end: iso(days, hour + 2) });

it.each([
  ['no appointment yet', {}, ['today', 'all']],
  ['today', { appointment: window(0, 20) }, ['today', 'all']],
  ['yesterday, not done', { appointment: window(-1) }, ['today', 'all']],
  ['tomorrow', { appointment: window(1) }, ['all']],
  ['withdrawn', { grant: 'withdrawn' }, ['handedOver']],
  ['withdrawn and completed', { grant: 'withdrawn', phase: 'completed', finishedAt: iso(0) }, ['handedOver']],
  ['completed today', { phase: 'completed', finishedAt: iso(0) }, ['all', 'archive']],
  ['completed 29 days ago', { phase: 'completed', finishedAt: iso(-29) }, ['all', 'archive']],
  ['completed 31 days ago', { phase: 'completed', finishedAt: iso(-31) }, []],
  ['returned by the reviewer', { phase: 'completed', finishedAt: iso(-2), rework: true }, ['today', 'all']],
  ['cancelled', { phase: 'cancelled', finishedAt: iso(0) }, ['all', 'archive']],
] as const)('%s', (_, over, views) => {
  expect(viewsOf(row(over as Partial<Listed>), moment)).toEqual(views);
});

it('lists rework first, then what is open by appointment and by what breaches first, and what is over last', () => {
  const rows = [
    row({ number: 'later', appointment: window(0, 14) }),
    row({ number: 'breaching', breachAt: iso(0, 12) }),
    row({ number: 'early', appointment: window(0, 9) }),
    row({ number: 'rework', rework: true }),
    row({ number: 'long over', phase: 'completed', appointment: window(0, 8), finishedAt: iso(-3) }),
    row({ number: 'just over', phase: 'cancelled', appointment: window(0, 8), finishedAt: iso(0) }),
    row({ number: 'open' }),
  ];
  expect(rows.sort(byUrgency).map(({ number }) => number)).toEqual([
    'rework',
    'early',
    'later',
    'breaching',
    'open',
    'just over',
    'long over',
  ]);
});

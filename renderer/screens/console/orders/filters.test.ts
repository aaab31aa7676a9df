import { describe, expect, it } from 'vitest';
import { dayOf, listArgument, noFilters, rowLimit } from './filters.ts';

describe('the filters of the list', () => {
  it('no filter asks for everything', () => {
    expect(listArgument(noFilters)).toEqual({ limit: rowLimit });
  });

  it('a day is asked from its midnight to the next in the zone of the viewer', () => {
    const { from, to } = listArgument({ ...noFilters, day: '2026-11-20' });
    expect([new Date(from ?? '').getHours(), dayOf(Date.parse(from ?? ''))]).toEqual([0, '2026-11-20']);
    expect([new Date(to ?? '').getHours(), dayOf(Date.parse(to ?? ''))]).toEqual([0, '2026-11-21']);
  });

  it('spaces around the search do not matter', () => {
    expect(listArgument({ ...noFilters, search: '  陈 ', phases: ['held'] })).toEqual({
      limit: rowLimit,
      search: '陈',
      phase: ['held'],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { dayOf, exportPath, filtersOf, listArgument, noFilters, rowLimit } from './filters.ts';

describe('the filters of the list', () => {
  it('no filter asks for everything', () => {
    expect(listArgument(noFilters)).toEqual({ limit: rowLimit });
  });

  it('a day is asked from its midnight to the next in the zone of the viewer', () => {
    const { from, to } = listArgument({ ...noFilters, day: '2026-11-20' });
    expect([new Date(from ?? '').getHours(), dayOf(Date.parse(from ?? ''))]).toEqual([0, '2026-11-20']);
    expect([new Date(to ?? '').getHours(), dayOf(Date.parse(to ?? ''))]).toEqual([0, '2026-11-21']);
  });

  it('a type is asked for, of the list and of its export', () => {
    const filters = { ...noFilters, orderType: 'ftth-repair' };
    expect(listArgument(filters)).toEqual({ limit: rowLimit, orderType: 'ftth-repair' });
    expect(exportPath(filters)).toBe('/export/answers.csv?orderType=ftth-repair');
  });

  it('spaces around the search do not matter', () => {
    expect(listArgument({ ...noFilters, search: '  陈 ', phases: ['held'] })).toEqual({
      limit: rowLimit,
      search: '陈',
      phase: ['held'],
    });
  });

  it('only what differed is asked only when it is pressed', () => {
    expect(listArgument({ ...noFilters, onlyConflicts: true })).toEqual({ limit: rowLimit, onlyConflicts: true });
  });

  it('the export asks for the same, without a limit', () => {
    expect(exportPath(noFilters)).toBe('/export/answers.csv');
    const path = exportPath({
      ...noFilters,
      search: ' 陈 & 1 ',
      phases: ['held', 'started'],
      day: '2026-11-20',
      onlyConflicts: true,
    });
    const { searchParams } = new URL(path, 'http://office');
    const { from, to } = listArgument({ ...noFilters, day: '2026-11-20' });
    expect([...searchParams]).toEqual([
      ['search', '陈 & 1'],
      ['phase', 'held'],
      ['phase', 'started'],
      ['from', from],
      ['to', to],
      ['onlyConflicts', '1'],
    ]);
  });

  it('cuts a search of a forged address between two characters: no store takes half of one', () => {
    const { search } = filtersOf(new URLSearchParams({ search: `${'a'.repeat(99)}𠮷` }));
    expect(search).toBe('a'.repeat(99));
  });
});

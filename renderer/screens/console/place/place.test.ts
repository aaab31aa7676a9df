import { describe, expect, it } from 'vitest';
import { sortingOf, textOfSorting } from '../../../../bridge/order-sorting.ts';
import { auditOf, placeOfAudit } from '../admin/audit-filters.tsx';
import { filtersOf, noFilters, placeOfFilters } from '../orders/filters.ts';
import { changedHash, pathOf, placeOf } from './place.ts';

const id = '01jd2v0c5h0000000000000000';

describe('the place within a page', () => {
  it('is changed member by member, and leaves no empty ones', () => {
    const held = changedHash('#/orders', { phase: 'held', search: '长江西路 118&号#?' });
    expect(placeOf(held).get('search')).toBe('长江西路 118&号#?');
    expect(pathOf(held)).toBe('#/orders');
    expect(changedHash(held, { phase: null, search: '' })).toBe('#/orders');
  });

  it.each([
    '#/orders?%',
    '#/orders?phase=%E5%8',
    '#/orders?a=1&a=2&&=',
    `#/orders?search=${'x'.repeat(9_000)}`,
    '#?',
    '',
  ])('malformed %s is harmless', (hash) => {
    expect(() => filtersOf(placeOf(hash))).not.toThrow();
    expect(() => auditOf(placeOf(hash))).not.toThrow();
  });

  it('filters of orders are read back from their own address', () => {
    const filters = {
      search: '黄 1390',
      phases: ['unassigned', 'held'] as const,
      technicianId: id,
      orderType: 'ftth-install',
      day: '2026-03-02',
      onlyConflicts: true,
    };
    expect(filtersOf(placeOf(changedHash('#/orders', placeOfFilters(filters))))).toEqual(filters);
    expect(filtersOf(placeOf('#/orders'))).toEqual(noFilters);
  });

  it('takes nothing for granted that somebody wrote into an address', () => {
    const written = '#/orders?phase=held.broken.<script>&technician=../x&type=X&day=2026-02-99&differed=yes&sort=-evil';
    expect(filtersOf(placeOf(written))).toEqual({ ...noFilters, phases: ['held'] });
    expect(sortingOf(placeOf(written).get('sort'))).toBeNull();
    expect(auditOf(placeOf('#/audit?action=x&outcome=y&account=z&from=1&to=99999-01-01&pages=%00.<x>'))).toEqual(
      auditOf(placeOf('#/audit')),
    );
  });

  it('sorting and the audit trail are read back as well', () => {
    for (const sorting of [
      { key: 'window', descending: true },
      { key: 'sla', descending: false },
    ] as const)
      expect(sortingOf(textOfSorting(sorting))).toEqual(sorting);
    const place = {
      asked: { action: 'account.added', outcome: 'done', accountId: id, fromDay: '2026-01-01', toDay: '' },
      begins: [null, id],
    } as const;
    expect(auditOf(placeOf(changedHash('#/audit', placeOfAudit(place))))).toEqual(place);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byPressing } from '../../bridge/needs.ts';
import type { OrderNeed } from '../../bridge/office.ts';
import { needsIndex } from './needs-index.ts';

const reasons = ['intake', 'unassigned', 'gateWaiting', 'conflict'] as const;
type Row = { readonly needs: readonly OrderNeed[]; readonly dueAt: number; readonly technicianId: string | null };

/** The same, worked out from all rows each time. */
function worked(rows: ReadonlyMap<string, Row>, heard: ReadonlyMap<string, string>, at: number): readonly OrderNeed[] {
  return [...rows].flatMap(([orderId, row]) => needsOf(orderId, row, heard, at).needs).sort(byPressing);
}

function needsOf(orderId: string, row: Row, heard: ReadonlyMap<string, string>, at: number) {
  const silent = row.technicianId !== null && !heard.has(row.technicianId);
  const needs: OrderNeed[] = [
    ...row.needs,
    ...(silent ? [{ orderId, reason: 'deviceSilent' as const, since: '', detail: '' }] : []),
    ...(row.dueAt <= at ? [{ orderId, reason: 'slaBreached' as const, since: String(row.dueAt), detail: '' }] : []),
  ];
  return { needs, until: row.dueAt <= at ? Number.POSITIVE_INFINITY : row.dueAt };
}

type Act =
  | {
      readonly what: 'row';
      readonly order: number;
      readonly reason: number;
      readonly due: number;
      readonly who: number;
    }
  | { readonly what: 'heard'; readonly who: number }
  | { readonly what: 'time'; readonly by: number }
  | { readonly what: 'ask' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    what: fc.constant('row' as const),
    order: fc.nat(12),
    reason: fc.nat(4),
    due: fc.nat(60),
    who: fc.nat(3),
  }),
  fc.record({ what: fc.constant('heard' as const), who: fc.nat(2) }),
  fc.record({ what: fc.constant('time' as const), by: fc.integer({ min: -10, max: 20 }) }),
  fc.record({ what: fc.constant('ask' as const) }),
);

describe('the needs of all orders, kept between requests', () => {
  it('are what the rows, the time and the devices say, whatever happened since the last request', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const rows = new Map<string, Row>();
        const heard = new Map<string, string>();
        let now = 0;
        const index = needsIndex({
          needsOf: (orderId, at) => needsOf(orderId, rows.get(orderId) as Row, heard, at),
          technicianOf: (orderId) => rows.get(orderId)?.technicianId ?? null,
          lastSeenAt: (technicianId) => heard.get(technicianId) ?? null,
          now: () => now,
        });
        for (const one of [...acts, { what: 'ask' } as const]) {
          if (one.what === 'time') now += one.by;
          else if (one.what === 'heard') heard.set(`t${one.who}`, String(now));
          else if (one.what === 'ask') expect(index.all()).toEqual(worked(rows, heard, now));
          else {
            const orderId = `o${one.order}`;
            const reason = reasons[one.reason];
            const needs = reason === undefined ? [] : [{ orderId, reason, since: String(one.due), detail: '' }];
            rows.set(orderId, { needs, dueAt: one.due, technicianId: one.who === 3 ? null : `t${one.who}` });
            index.changed(orderId);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are worked out anew for the order that changed alone', () => {
    let asked = 0;
    const index = needsIndex({
      needsOf: (orderId) => {
        asked += 1;
        return { needs: [{ orderId, reason: 'unassigned', since: orderId, detail: '' }], until: Infinity };
      },
      technicianOf: () => null,
      lastSeenAt: () => null,
      now: () => 0,
    });
    for (let n = 0; n < 1000; n += 1) index.changed(`o${n}`);
    expect(index.all()).toHaveLength(1000);
    asked = 0;
    index.changed('o500');
    expect(index.all()).toHaveLength(1000);
    expect(index.all()).toHaveLength(1000);
    expect(asked).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../domain/work-order/types.ts';
import type { OrderView } from '../../../../forms/engine/types.ts';
import { historyLines, notApplied } from './history-lines.ts';

const event = (id: string, at: string) =>
  ({
    event: { _id: id, kind: 'noted', createdBy: 'a', time: { at }, payload: { text: id } },
    applied: true,
    late: false,
  }) as unknown as HistoryEntry;

function view(history: readonly HistoryEntry[], submissions: readonly { id: string; at: string }[]): OrderView {
  return {
    orderId: 'order',
    createdAt: '06:00',
    source: 'form',
    fold: { history, reviews: [] },
    evidence: [],
    findings: [{ kind: 'lateContribution', about: 'late', details: {} }],
    stages: [{ steps: [{ key: 'a.b', submissions: submissions.map((one) => ({ ...one, by: 't', supersedes: [] })) }] }],
  } as unknown as OrderView;
}

describe('the history of an order', () => {
  it('is newest first', () => {
    expect(
      historyLines(view([event('1', '09:00'), event('2', '10:00')], [{ id: 's', at: '09:30' }])).map(({ id }) => id),
    ).toEqual(['2', 's', '1', 'order']);
  });

  it('keeps events in the order in which they caused each other, though a clock was wrong', () => {
    const wrongClock = [event('assigned', '09:00'), event('accepted', '07:00'), event('started', '09:20')];
    expect(historyLines(view(wrongClock, [{ id: 's', at: '09:30' }])).map(({ id }) => id)).toEqual([
      's',
      'started',
      'accepted',
      'assigned',
      'order',
    ]);
  });

  it('marks a submission that came after the order had been taken back', () => {
    const lines = historyLines(
      view(
        [],
        [
          { id: 'late', at: '09:00' },
          { id: 'timely', at: '08:00' },
        ],
      ),
    );
    expect(lines.flatMap((line) => (line.kind === 'submission' ? [[line.id, line.late]] : []))).toEqual([
      ['late', true],
      ['timely', false],
    ]);
  });

  it('says why a move did not count', () => {
    expect(notApplied({ ...event('1', ''), applied: false, notApplied: 'overtaken:cancelled' })).toEqual({
      why: 'overtaken',
      what: 'cancelled',
    });
    expect(notApplied({ ...event('1', ''), applied: false, notApplied: 'illegal:held' })).toEqual({
      why: 'illegal',
      what: 'held',
    });
    expect(notApplied(event('1', ''))).toBeNull();
  });
});

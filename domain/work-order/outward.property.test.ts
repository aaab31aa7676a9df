import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldOf, liveOrder, scripts } from '../../test/builders/order-life.ts';
import { finalPhases } from './moves.ts';
import type { OrderFold, WorkOrderState } from './types.ts';

/** DESIGN §3; `declined` before the start stays acknowledged. */
const arrows: Readonly<Record<string, readonly WorkOrderState[]>> = {
  acknowledged: ['inProgress', 'rejected', 'cancelled', 'assessingCancellation'],
  inProgress: ['pending', 'held', 'completed', 'failed', 'partial', 'cancelled', 'assessingCancellation'],
  pending: ['inProgress', 'cancelled', 'assessingCancellation'],
  held: ['inProgress', 'cancelled', 'assessingCancellation'],
  assessingCancellation: ['acknowledged', 'inProgress', 'pending', 'held', 'pendingCancellation', 'cancelled'],
};
/** Of two endings that two devices of one technician wrote without knowing each other, the better one (README: known limit). */
const better: Readonly<Record<string, readonly string[]>> = {
  failed: ['partial', 'completed'],
  partial: ['completed'],
};

const leads = (from: WorkOrderState, to: WorkOrderState): boolean =>
  from === to ||
  (arrows[from] ?? []).includes(to) ||
  ((arrows[from] ?? []).includes('inProgress') && (arrows.inProgress ?? []).includes(to));

/** What the office publishes, event by event: its own as it writes them, those of devices as they arrive. */
function published(script: Parameters<typeof liveOrder>[0]): readonly OrderFold[] {
  const folds: OrderFold[] = [];
  liveOrder(script, { officeKnows: (known, order) => void folds.push(foldOf({ order }, known)) });
  return folds;
}

describe('the outward state', { timeout: 240_000 }, () => {
  it('moves along the arrows at every event that the office learns, passing through inProgress where the design says so', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        let state: WorkOrderState = 'acknowledged';
        for (const { state: next, history } of published(script)) {
          const told = `${state} → ${next} after ${history.map(({ event, notApplied }) => event.kind + (notApplied ? `(${notApplied})` : '')).join(' ')}`;
          expect(leads(state, next) || (better[state] ?? []).includes(next), told).toBe(true);
          state = next;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never leaves a final phase, but for the better of two endings', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        let last: string | null = null;
        for (const { phase } of published(script)) {
          if (last !== null && phase !== last) expect(better[last] ?? []).toContain(phase);
          if (finalPhases.has(phase)) last = phase;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

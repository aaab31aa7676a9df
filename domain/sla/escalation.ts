import type { SlaClock, SlaEscalation } from './sla-clock.ts';

/**
 * What a clock still has to tell, or to tell again since it was overtaken, in the order of its due times. A clock that has stopped tells nothing more; one that is paused only
 * what was due before the pause.
 */
export function pendingEscalations(
  clock: Pick<SlaClock, 'stoppedAt' | 'pausedSince' | 'escalations'>,
): readonly SlaEscalation[] {
  if (clock.stoppedAt !== null) return [];
  return clock.escalations
    .filter(({ state, dueAt }) => state !== 'recorded' && (clock.pausedSince === null || dueAt <= clock.pausedSince))
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

import type { SlaClock } from '../../domain/sla/sla-clock.ts';
import type { OrderPhase } from '../../domain/work-order/types.ts';

/** Phases in which a technician has the order: his device may hold what the office does not know. */
export const inHisHands: ReadonlySet<OrderPhase> = new Set<OrderPhase>(['assigned', 'accepted', 'started', 'held']);

export type InHands = {
  readonly phase: OrderPhase;
  readonly turn: 'field' | 'office' | null;
  readonly technicianId: string | null;
};

/**
 * Is this breach only what the office can see? It is provisional while the order is in a technician's hands and his devices were last
 * heard before it: he may have finished, or put it on hold, where there is no network (DESIGN §6). Not breached: false.
 *
 * @param lastSeenAt when a device of his was last heard; null: never
 * @param now ms since the epoch
 */
export function isProvisional(
  { phase, turn, technicianId }: InHands,
  { breachAt, pausedSince, stoppedAt }: Pick<SlaClock, 'breachAt' | 'pausedSince' | 'stoppedAt'>,
  lastSeenAt: string | null,
  now: number,
): boolean {
  if (technicianId === null || turn === 'office' || !inHisHands.has(phase)) return false;
  const runs = stoppedAt === null && (pausedSince === null || breachAt < pausedSince);
  if (!runs || Date.parse(breachAt) >= now) return false;
  return lastSeenAt === null || lastSeenAt < breachAt;
}

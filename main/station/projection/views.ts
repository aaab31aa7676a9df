import type { OrderSummary } from '../../../bridge/station.ts';

export type ListView = 'today' | 'all' | 'handedOver' | 'archive';
export const listViews: readonly ListView[] = ['today', 'all', 'handedOver', 'archive'];

/** What deciding needs of a row. */
export type Listed = Pick<
  OrderSummary,
  'grant' | 'phase' | 'finishedAt' | 'rework' | 'appointment' | 'breachAt' | 'number'
>;

const finished: ReadonlySet<OrderSummary['phase']> = new Set([
  'completed',
  'partial',
  'failed',
  'cancelled',
  'rejected',
]);
/** sent work stays readable on the device. */
const archiveMs = 30 * 86_400_000;

/** `endOfDay`: the end of today where the device is, ms since the epoch. */
export type Moment = { readonly now: number; readonly endOfDay: number };

const isOver = ({ phase, rework }: Pick<Listed, 'phase' | 'rework'>): boolean => finished.has(phase) && !rework;

/**
 * Which lists an order stands in. Withdrawn grants leave the day's work and stay readable under "handed over"; today is what
 * is not finished and is not agreed for a later day.
 */
export function viewsOf(row: Listed, { now, endOfDay }: Moment): readonly ListView[] {
  if (row.grant === 'withdrawn') return ['handedOver'];
  if (isOver(row)) return now - Date.parse(row.finishedAt ?? '') > archiveMs ? [] : ['all', 'archive'];
  const later = row.appointment !== null && Date.parse(row.appointment.start) > endOfDay;
  return later && !row.rework ? ['all'] : ['today', 'all'];
}

/** Rework first, then what is open, by appointment, then by what breaches first, then by number; what is over comes last, the newest at the head. */
export function byUrgency(a: Listed, b: Listed): number {
  return (
    Number(b.rework) - Number(a.rework) ||
    Number(isOver(a)) - Number(isOver(b)) ||
    (isOver(a) ? time(b.finishedAt) - time(a.finishedAt) : 0) ||
    time(a.appointment?.start) - time(b.appointment?.start) ||
    time(a.breachAt) - time(b.breachAt) ||
    a.number.localeCompare(b.number)
  );
}

const time = (at: string | null | undefined): number => (at ? Date.parse(at) : Number.MAX_SAFE_INTEGER);

export function momentOf(now: number): Moment {
  const end = new Date(now);
  end.setHours(23, 59, 59, 999);
  return { now, endOfDay: end.getTime() };
}

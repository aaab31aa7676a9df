import type { ArgumentOf } from '../../../../bridge/contract.ts';
import { answersPath, type OfficeCalls } from '../../../../bridge/office.ts';
import type { OrderPhase } from '../../../../domain/work-order/types.ts';

/** What a dispatcher narrows the list by. `day` is `YYYY-MM-DD` in the viewer's zone. */
export type Filters = {
  readonly search: string;
  readonly phases: readonly OrderPhase[];
  readonly technicianId: string | null;
  /** key of an order type */
  readonly orderType: string | null;
  readonly day: string | null;
  /** only orders with values that differ between devices, or once differed */
  readonly onlyConflicts: boolean;
};

export const noFilters: Filters = {
  search: '',
  phases: [],
  technicianId: null,
  orderType: null,
  day: null,
  onlyConflicts: false,
};

export const allPhases: readonly OrderPhase[] = [
  'intake',
  'unassigned',
  'assigned',
  'accepted',
  'declined',
  'returned',
  'started',
  'held',
  'cancelAsked',
  'completed',
  'partial',
  'failed',
  'cancelled',
  'rejected',
];

/** How many rows one list shows; more are found by narrowing it. */
export const rowLimit = 5_000;

/** `YYYY-MM-DD` of a moment in the viewer's zone. */
export function dayOf(ms: number): string {
  const d = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

/** The argument of `orders.list` for the filters: a day is from its midnight to the next, in the viewer's zone. */
export function listArgument(filters: Filters): ArgumentOf<OfficeCalls['orders.list']> {
  return { limit: rowLimit, ...narrowed(filters), ...(filters.onlyConflicts ? { onlyConflicts: true } : {}) };
}

/** Where the answers of what is filtered are to be had as a CSV, all of them, not only the rows shown. */
export const exportPath = (filters: Filters): string =>
  answersPath('csv', { ...narrowed(filters), ...(filters.onlyConflicts ? { onlyConflicts: '1' } : {}) });

function narrowed({ search, phases, technicianId, orderType, day }: Filters) {
  const from = day === null ? null : new Date(`${day}T00:00:00`);
  const to = from === null ? null : new Date(from);
  to?.setDate(to.getDate() + 1);
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(phases.length === 0 ? {} : { phase: [...phases] }),
    ...(technicianId === null ? {} : { technicianId }),
    ...(orderType === null ? {} : { orderType }),
    ...(from === null || to === null ? {} : { from: from.toISOString(), to: to.toISOString() }),
  };
}

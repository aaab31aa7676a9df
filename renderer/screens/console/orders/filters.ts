import type { ArgumentOf } from '../../../../bridge/contract.ts';
import { answersPath, listPath, type OfficeCalls } from '../../../../bridge/office.ts';
import { type Sorting, textOfSorting } from '../../../../bridge/order-sorting.ts';
import { cutText } from '../../../../domain/text/cut.ts';
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

/** Anything that can be cleared. */
export const isNarrowed = (filters: Filters): boolean => JSON.stringify(filters) !== JSON.stringify(noFilters);

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
export const exportPath = (filters: Filters): string => answersPath('csv', inAddress(filters));

/** Where the list itself is to be had as a CSV, all of it, in the order in which it stands on the screen. */
export const listFilePath = (filters: Filters, sorting: Sorting, language: 'zh-CN' | 'en'): string =>
  listPath(language, { ...inAddress(filters), sort: textOfSorting(sorting) });

const inAddress = (filters: Filters) => ({
  ...narrowed(filters),
  ...(filters.onlyConflicts ? { onlyConflicts: '1' } : {}),
});

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

/** The members of the address that say what a list is narrowed by. */
export const filterNames = ['search', 'phase', 'technician', 'type', 'day', 'differed'] as const;

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00`)) && Number(text.slice(8)) <= 31;

/** What an address narrows the list by. Whatever it says that cannot be, it does not say. */
export function filtersOf(place: URLSearchParams): Filters {
  const text = (name: string, fits: (text: string) => boolean): string | null => {
    const given = place.get(name);
    return given !== null && fits(given) ? given : null;
  };
  const phases = (place.get('phase') ?? '').split('.');
  return {
    search: cutText(place.get('search') ?? '', 100),
    phases: allPhases.filter((phase) => phases.includes(phase)),
    technicianId: text('technician', (id) => /^[0-9a-z]{26}$/.test(id)),
    orderType: text('type', (key) => /^[a-z][a-z0-9-]{0,63}$/.test(key)),
    day: text('day', isDay),
    onlyConflicts: place.get('differed') === '1',
  };
}

export const placeOfFilters = (filters: Filters): Readonly<Record<(typeof filterNames)[number], string | null>> => ({
  search: filters.search === '' ? null : filters.search,
  phase: filters.phases.length === 0 ? null : filters.phases.join('.'),
  technician: filters.technicianId,
  type: filters.orderType,
  day: filters.day,
  differed: filters.onlyConflicts ? '1' : null,
});

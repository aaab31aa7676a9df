import type { SortKey } from '../../../../bridge/order-sorting.ts';

export type Column = SortKey | 'address' | 'stages' | 'evidence';

/** Where the list is laid out otherwise, px of the window: nine columns would cut names and addresses to their first half. */
export const roomFor = { address: 1500, evidence: 1200, stages: 1000 } as const;

export type Layout = {
  readonly name: 'wide' | 'medium' | 'narrow';
  readonly columns: readonly Column[];
  /** px */
  readonly rowHeight: number;
};

const wide: readonly Column[] = [
  'number',
  'customer',
  'address',
  'window',
  'technician',
  'phase',
  'sla',
  'stages',
  'evidence',
];

/**
 * What has no column of its own stands in its neighbour: the address under the customer, the evidence under the progress, in a third line;
 * on the smallest screens the progress under the state.
 * @param finished a list of finished orders: no clock of theirs runs, so the time when they were finished stands in its column
 */
export function layoutOf(room: Readonly<Record<keyof typeof roomFor, boolean>>, finished = false): Layout {
  const columns = wide
    .filter((column) => (column !== 'address' && column !== 'evidence' && column !== 'stages') || room[column])
    .map((column) => (column === 'sla' && finished ? 'finished' : column));
  if (!room.evidence) return { name: 'narrow', columns, rowHeight: 76 };
  return { name: room.address ? 'wide' : 'medium', columns, rowHeight: 60 };
}

export const isSortable = (column: Column): column is SortKey =>
  column !== 'address' && column !== 'stages' && column !== 'evidence';

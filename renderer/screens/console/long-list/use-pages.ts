import { useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ArgumentOf, ValueOf } from '../../../../bridge/contract.ts';
import type { OfficeCalls } from '../../../../bridge/office.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { useOffice } from '../office/office-context.tsx';
import { officeQuery, problemOf } from '../office/use-office-call.ts';

/** Calls that answer a part of a long list. */
type Paged = 'orders.needs' | 'review.queue';

export type Range = { readonly from: number; readonly to: number };

export type Pages<T> = {
  /** the answer that was read last, whatever its page; undefined: none yet */
  readonly newest: T | undefined;
  /** the page in which the row with this number stands, and its place there; undefined: not read yet */
  readonly at: (index: number) => { readonly page: T; readonly place: number } | undefined;
  /** why a page could not be read; what was read before stays */
  readonly problem: Problem | null;
  readonly again: () => void;
};

/** Rows read at a time: two screens of them, so that scrolling asks seldom and a change elsewhere costs little to read again. */
export const pageSize = 40;

/** Reads the pages of a long list that are in view, and reads them again when the office says that something changed. */
export function usePages<N extends Paged>(
  name: N,
  argument: Omit<ArgumentOf<OfficeCalls[N]>, 'limit' | 'offset'>,
  { from, to }: Range,
): Pages<ValueOf<OfficeCalls[N]>> {
  const office = useOffice();
  const first = Math.floor(from / pageSize);
  const count = Math.max(1, Math.ceil(to / pageSize) - first);
  const reads = useQueries({
    queries: Array.from({ length: count }, (_, n) =>
      officeQuery(office, name, {
        ...argument,
        limit: pageSize,
        offset: (first + n) * pageSize,
      } as ArgumentOf<OfficeCalls[N]>),
    ),
  });
  const latest = reads
    .filter(({ data }) => data !== undefined)
    .toSorted((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)
    .at(0);
  // A page far away that is still to be read must not take the list away under whoever jumps to it.
  const known = useRef<ValueOf<OfficeCalls[N]> | undefined>(undefined);
  if (latest?.data !== undefined) known.current = latest.data;
  const failed = reads.find(({ error }) => error !== null);
  return {
    newest: known.current,
    at: (index) => {
      const page = reads[Math.floor(index / pageSize) - first]?.data;
      return page === undefined ? undefined : { page, place: index % pageSize };
    },
    problem: problemOf(failed?.error),
    again: () => {
      for (const read of reads) void read.refetch();
    },
  };
}

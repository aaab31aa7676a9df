import { type Sorting, sortingOf, textOfSorting } from '../../../../bridge/order-sorting.ts';
import { usePlace } from '../place/use-place.ts';

const name = ['sort'] as const;
const read = (place: URLSearchParams) => sortingOf(place.get('sort'));
const write = (sorting: Sorting | null) => ({ sort: sorting === null ? null : textOfSorting(sorting) });

/** By what the list of this address is sorted; null: nobody has sorted it. */
export const useSorting = (): readonly [Sorting | null, (sorting: Sorting | null) => void] =>
  usePlace(name, read, write);

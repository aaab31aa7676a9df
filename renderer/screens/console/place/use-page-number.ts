import { usePlace } from './use-place.ts';

const names = ['page'] as const;
const read = (place: URLSearchParams): number => {
  const text = place.get('page') ?? '';
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
};
const write = (page: number) => ({ page: page === 1 ? null : String(page) });

const pageLength = 50;

/** The paging of a table in the address; a page that the table does not have is its last one. */
export function usePageNumber(rows: number) {
  const [page, setPage] = usePlace(names, read, write);
  if (rows <= pageLength) return false as const;
  return {
    pageSize: pageLength,
    showSizeChanger: false,
    current: Math.min(page, Math.ceil(rows / pageLength)),
    onChange: setPage,
  };
}

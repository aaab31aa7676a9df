import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { cutText } from '../../domain/text/cut.ts';
import type { FilteredRow } from '../orders/types.ts';
import { type FilterMember, filterMembers, textsOfRow } from './filter-facts.ts';
import type { TmfWorkOrder } from './tmf-work-order.ts';

/** Most orders in one answer [P]; `X-Total-Count` says how many there are. */
const most = 200;
/** Parameters that are no filters: `_` is added against caches, `callback` for JSONP. */
const noFilters: ReadonlySet<string> = new Set(['fields', 'offset', 'limit', '_', 'callback']);
const members: ReadonlySet<string> = new Set(filterMembers);
const longestValue = 1000;
/** Values of one filter, by commas or by saying it again. */
const mostValues = 100;

/** Digits alone, as TMF630 says. A parameter without a value is one that was not given: a form sends all its fields. */
const count = (otherwise: number) =>
  z.preprocess(
    (given) => (given === '' ? undefined : given),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .default(otherwise),
  );

const Query = z.object({
  fields: z.string().max(1000).optional(),
  offset: count(0),
  limit: count(most),
});

export type TmfQuery = {
  /** empty: all */
  readonly fields: readonly string[];
  /** dotted member → any of these values */
  readonly filters: readonly (readonly [FilterMember, readonly string[]])[];
  readonly offset: number;
  readonly limit: number;
};

/** TMF630 query parameters; lists are separated by commas. Refused: `tmf.filterUnknown` with its name, `input.invalid`. */
export function readQuery(given: unknown): Result<TmfQuery> {
  const parsed = Query.safeParse(given);
  if (!parsed.success)
    return refused(problem('input.invalid', { where: parsed.error.issues[0]?.path.join('.') ?? 'query' }));
  const { fields, offset, limit } = parsed.data;
  const filters: (readonly [FilterMember, readonly string[]])[] = [];
  for (const [name, value] of Object.entries(given as Readonly<Record<string, unknown>>)) {
    if (noFilters.has(name)) continue;
    if (!members.has(name)) return refused(problem('tmf.filterUnknown', { filter: cutText(name, 60) }));
    if (String(value).length > longestValue) return refused(problem('input.invalid', { where: name }));
    // The same name twice means either of the two, as the comma does (TMF630).
    const values = [...new Set([value].flat().flatMap((one) => [String(one), ...list(String(one))]))];
    if (values.length > mostValues) return refused(problem('input.invalid', { where: name }));
    filters.push([name as FilterMember, values]);
  }
  return ok({ fields: list(fields), filters, offset, limit: Math.min(limit, most) });
}

/** Does a row have one of the values at each of the places? Moments are compared as moments. */
export const passes = (row: FilteredRow, filters: TmfQuery['filters']): boolean =>
  filters.every(([name, wanted]) => textsOfRow(row, name).some((value) => wanted.some((one) => same(value, one))));

const moment = /^\d{4}-\d\d-\d\dT/;

function same(value: string, wanted: string): boolean {
  if (value === wanted) return true;
  // A plus that was not encoded arrives as a blank.
  const asked = wanted.replace(/ (\d\d:\d\d)$/, '+$1');
  return moment.test(value) && moment.test(asked) && Date.parse(value) === Date.parse(asked);
}

/** The members asked for; `id` and `href` always come along. */
export function chosenFields(order: TmfWorkOrder, fields: readonly string[]): TmfWorkOrder {
  if (fields.length === 0) return order;
  const wanted = new Set(['id', 'href', ...fields]);
  return Object.fromEntries(Object.entries(order).filter(([name]) => wanted.has(name))) as TmfWorkOrder;
}

const list = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

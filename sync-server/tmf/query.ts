import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { TmfWorkOrder } from './order-to-tmf.ts';

/** Most orders in one answer [P]; `X-Total-Count` says how many there are. */
const most = 200;

/** First-level members of a TMF697 v4 `WorkOrder` (and of what lies below them) by which a list may be filtered. */
const members =
  /^(?:id|href|category|description|externalId|priority|state|\w+Date|cancellationReason|@type|(?:place|relatedParty|workOrderItem)(?:\.[@\w]+)+)$/;

const Query = z.object({
  fields: z.string().max(1000).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(0).default(most),
});

export type TmfQuery = {
  /** empty: all */
  readonly fields: readonly string[];
  /** dotted member → any of these values */
  readonly filters: readonly (readonly [string, readonly string[]])[];
  readonly offset: number;
  readonly limit: number;
};

/** TMF630 query parameters; lists are separated by commas. */
export function readQuery(given: unknown): Result<TmfQuery> {
  const parsed = Query.safeParse(given);
  if (!parsed.success)
    return refused(problem('input.invalid', { where: parsed.error.issues[0]?.path.join('.') ?? 'query' }));
  const { fields, offset, limit } = parsed.data;
  const filters: (readonly [string, readonly string[]])[] = [];
  for (const [name, value] of Object.entries(given as Readonly<Record<string, unknown>>)) {
    if (!members.test(name)) continue;
    if (String(value).length > 1000) return refused(problem('input.invalid', { where: name }));
    // The same name twice means either of the two, as the comma does (TMF630).
    filters.push([name, [value].flat().flatMap((one) => [String(one), ...list(String(one))])]);
  }
  return ok({ fields: list(fields), filters, offset, limit: Math.min(limit, most) });
}

/** Does this order have one of the values at each of the places? Moments are compared as moments. */
export const passes = (order: TmfWorkOrder, filters: TmfQuery['filters']): boolean =>
  filters.every(([name, wanted]) =>
    valuesAt(order, name.split('.')).some((value) => wanted.some((one) => same(value, one))),
  );

function valuesAt(value: unknown, steps: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, steps));
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[step], rest);
}

const moment = /^\d{4}-\d\d-\d\dT/;

function same(value: unknown, wanted: string): boolean {
  if (String(value) === wanted) return true;
  // A plus that was not encoded arrives as a blank.
  const asked = wanted.replace(/ (\d\d:\d\d)$/, '+$1');
  return (
    typeof value === 'string' && moment.test(value) && moment.test(asked) && Date.parse(value) === Date.parse(asked)
  );
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

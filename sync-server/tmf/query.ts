import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { TmfWorkOrder } from './order-to-tmf.ts';

/** Most orders in one answer [P]; `X-Total-Count` says how many there are. */
const most = 200;

const Query = z.object({
  fields: z.string().max(1000).optional(),
  state: z.string().max(200).optional(),
  externalId: z.string().max(120).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(0).default(most),
});

export type TmfQuery = {
  /** empty: all */
  readonly fields: readonly string[];
  readonly state: readonly string[];
  readonly externalId?: string | undefined;
  readonly offset: number;
  readonly limit: number;
};

/** TMF630 query parameters; lists are separated by commas. */
export function readQuery(given: unknown): Result<TmfQuery> {
  const parsed = Query.safeParse(given);
  if (!parsed.success)
    return refused(problem('input.invalid', { where: parsed.error.issues[0]?.path.join('.') ?? 'query' }));
  const { fields, state, externalId, offset, limit } = parsed.data;
  return ok({ fields: list(fields), state: list(state), externalId, offset, limit: Math.min(limit, most) });
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

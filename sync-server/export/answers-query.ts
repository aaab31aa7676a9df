import { z } from 'zod';
import { sortingOf } from '../../bridge/order-sorting.ts';
import { Id } from '../../domain/documents/base.ts';

const text = z.string().max(100);
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((given) => given === '1');

const filters = {
  phase: z.union([text.transform((one) => [one]), z.array(text).max(20)]).optional(),
  technicianId: Id.optional(),
  from: text.optional(),
  to: text.optional(),
  search: text.optional(),
  orderType: z.string().max(64).optional(),
  onlyConflicts: flag,
};

/** Filters as in `orders.list`. `phase` may stand more than once. Anything else is refused: a filter mistyped must not export everything. */
export const AnswersQuery = z.strictObject({
  ...filters,
  /** with the customer's name */
  customer: flag,
});
export type AnswersQuery = z.infer<typeof AnswersQuery>;

/** The same for the list itself; `language` of its words. */
export const ListQuery = z.strictObject({
  ...filters,
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
  /** as the console shows it, e.g. `-window`; absent: as `orders.list` answers */
  sort: text.refine((given) => sortingOf(given) !== null).optional(),
});

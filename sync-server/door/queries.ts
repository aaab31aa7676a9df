import { z } from 'zod';

const flag = z
  .union([z.literal('true'), z.literal('false'), z.boolean()])
  .transform((value) => value === 'true' || value === true);
const count = z.union([z.string().regex(/^\d{1,9}$/), z.number().int().nonnegative()]).transform(Number);
/** `since` comes as text or, from PouchDB's own numbers, as a number; it is opaque. */
const since = z.union([z.string().max(4000), z.number().int().nonnegative()]).transform(String);

/** What of CouchDB's `_changes` the door understands. Unknown ones are ignored as CouchDB does, but filters are refused. */
export const ChangesQuery = z.object({
  since: since.default('0'),
  limit: count.optional(),
  include_docs: flag.default(false),
  style: z.enum(['main_only', 'all_docs']).default('main_only'),
  feed: z.enum(['normal', 'longpoll', 'continuous']).default('normal'),
  heartbeat: z
    .union([z.literal('true').transform(() => 60_000), z.literal(true).transform(() => 60_000), count])
    .optional(),
  timeout: count.optional(),
});
export const ChangesBody = z.looseObject({});
export type ChangesQuery = z.infer<typeof ChangesQuery>;

export const refusedParameters: readonly string[] = ['filter', 'view', 'doc_ids', 'selector', 'descending'];

const Rev = z.string().max(200);
export const RevsDiffBody = z.record(z.string().max(400), z.array(Rev).max(1000));
export const BulkDocsBody = z.object({
  docs: z.array(z.looseObject({})).max(10_000),
  new_edits: z.boolean().default(true),
});
export const BulkGetBody = z.object({
  docs: z.array(z.looseObject({ id: z.string().max(400), rev: Rev.optional() })).max(10_000),
});
export const BulkGetQuery = z.object({ revs: flag.default(false), latest: flag.default(false) });

const jsonList = z
  .string()
  .max(20_000)
  .transform((text, context): readonly string[] => {
    try {
      return z.array(Rev).max(1000).parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'a JSON list of revisions' });
      return z.NEVER;
    }
  });
export const DocumentQuery = z.object({
  rev: Rev.optional(),
  revs: flag.default(false),
  latest: flag.default(false),
  open_revs: z.union([z.literal('all'), jsonList]).optional(),
});

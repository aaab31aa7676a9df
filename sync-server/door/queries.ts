import { z } from 'zod';
import { isRevision } from '../access/revision-path.ts';

const flag = z
  .union([z.literal('true'), z.literal('false'), z.boolean()])
  .transform((value) => value === 'true' || value === true);
const count = z
  .union([z.string().regex(/^\d{1,9}$/), z.number().int().nonnegative().max(999_999_999)])
  .transform(Number);
/**
 * `since` comes as text or, from PouchDB's own numbers, as a number; it is opaque. CouchDB's replicator sends it as JSON, in quotes
 * (`changes_since` in `couch_replicator_api_wrap.erl`), and CouchDB reads it with or without.
 */
const since = z
  .union([z.string().max(4000), z.number().int().nonnegative()])
  .transform((given) => String(given).replace(/^"(.*)"$/, '$1'));

const jsonArray = (inner: z.ZodType<string>, most: number) =>
  z
    .string()
    .max(20_000)
    .transform((text, context): readonly string[] => {
      try {
        return z.array(inner).max(most).parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom', message: 'a JSON list' });
        return z.NEVER;
      }
    });
const Id = z.string().max(400);
/** Documents that one request asks about; replicators ask about 500 at a time. */
const mostAsked = 10_000;
const docIds = z.union([z.array(Id).max(10_000), jsonArray(Id, 1000)]);

/** What of CouchDB's `_changes` the door understands. Unknown ones are ignored as CouchDB does, but filters other than `_doc_ids` are refused. */
export const ChangesQuery = z
  .object({
    since: since.default('0'),
    limit: count.optional(),
    include_docs: flag.default(false),
    style: z.enum(['main_only', 'all_docs']).default('main_only'),
    feed: z.enum(['normal', 'longpoll', 'continuous']).default('normal'),
    heartbeat: z
      .union([z.literal('true').transform(() => 60_000), z.literal(true).transform(() => 60_000), count])
      .optional(),
    timeout: count.optional(),
    filter: z.literal('_doc_ids').optional(),
    doc_ids: docIds.optional(),
  })
  // By itself CouchDB would answer everything, as if it had chosen.
  .refine(({ filter, doc_ids }) => doc_ids === undefined || filter !== undefined);
export const ChangesBody = z.looseObject({});
export type ChangesQuery = z.infer<typeof ChangesQuery>;

export const refusedParameters: readonly string[] = ['view', 'selector', 'descending'];

/** Any text: what no store can hold is missing, so that its document is refused by itself and not with its whole batch. */
export const RevsDiffBody = z
  .record(Id, z.array(z.string().max(200)).max(1000))
  .refine((asked) => Object.keys(asked).length <= mostAsked && Object.values(asked).flat().length <= 2 * mostAsked);
const Rev = z.string().max(200).refine(isRevision);
export const BulkDocsBody = z.object({
  docs: z.array(z.looseObject({})).max(10_000),
  new_edits: z.boolean().default(true),
});
export const BulkGetBody = z.object({
  docs: z.array(z.looseObject({ id: Id, rev: Rev.optional() })).max(10_000),
});
export const BulkGetQuery = z.object({ revs: flag.default(false), latest: flag.default(false) });

export const DocumentQuery = z.object({
  rev: Rev.optional(),
  revs: flag.default(false),
  latest: flag.default(false),
  open_revs: z.union([z.literal('all'), jsonArray(Rev, 1000)]).optional(),
});

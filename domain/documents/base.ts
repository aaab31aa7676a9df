import { z } from 'zod';
import { idPattern } from '../ids.ts';

export const Id = z.string().regex(idPattern);
/** ISO 8601 UTC with milliseconds. */
export const At = z.iso.datetime({ precision: 3 });
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const Key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,63}$/);
/** `<stage>.<step>` */
export const StepKey = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,63}\.[a-zA-Z][a-zA-Z0-9]{0,63}$/);
/**
 * A human order number: it is printed, exported to spreadsheets and put into file names on every side, so it begins and ends with a letter
 * or digit and holds no sign that a shell, a path or a formula would take for its own.
 */
export const OrderNumber = z
  .string()
  .max(40)
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._#()-]*[\p{L}\p{N})])?$/u)
  .refine((number) => !number.includes('..'));
/** A name that another system gave an order, in one line of signs that can be seen. */
export const ExternalId = z
  .string()
  .max(120)
  .refine((id) => !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(id));
/** A short text a person wrote. */
export const Words = z.string().max(2000);

/** What a form field may hold: JSON without undefined. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export const JsonValue: z.ZodType<Json> = z.json() as z.ZodType<Json>;

export const TimeWindow = z.strictObject({ start: At, end: At });
export type TimeWindow = z.infer<typeof TimeWindow>;

/** WGS-84 degrees; accuracy in metres (68 % radius); `fixAt` is the time of the fix, which may be older than the use of it. */
export const Position = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracyM: z.number().nonnegative(),
  fixAt: At,
  source: z.enum(['gnss', 'lastFix', 'map', 'none']),
});
export type Position = z.infer<typeof Position>;

/** There was no fix, and why: coordinates are never made up. `at`: when it was tried. */
export const noPositionReasons = ['noSignal', 'notPermitted', 'noReceiver', 'other'] as const;
export const NoPosition = z.strictObject({ source: z.literal('none'), reason: z.enum(noPositionReasons), at: At });
export type NoPosition = z.infer<typeof NoPosition>;

export const ClockFactsShape = z.strictObject({
  at: At,
  uptimeMs: z.number().nonnegative(),
  bootId: z.string().max(64),
});

/** Stored CouchDB fields ride along when a document comes out of a store. */
export const stored = { _id: z.string(), _rev: z.string().optional() };
/** Every document has these (DESIGN §3). `createdBy`: account id, or `office` for the office itself. */
export const authored = { schemaVersion: z.literal(1), createdBy: z.union([Id, z.literal('office')]) };

export type Stored<T> = T & { readonly _rev: string };

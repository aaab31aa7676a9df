import type { Json } from '../../domain/documents/base.ts';
import { spend } from './budget.ts';
import { canonicalJson } from './canonical.ts';
import { fitsFormat } from './json-schema-formats.ts';
import { limits } from './limits.ts';
import { matchesKnown } from './pattern.ts';
import type { JsonSchema } from './types.ts';

/**
 * A fault of a value. `at` is a JSON pointer into the value, `limit` what the keyword says; `wraps`: it only says that something
 * below is wrong.
 */
export type SchemaError = {
  readonly at: string;
  readonly keyword: string;
  readonly limit: Json;
  readonly wraps: boolean;
};

type Schema = Json | undefined;
type Entries = { readonly [key: string]: Json };
type Run = {
  readonly root: Schema;
  readonly errors: SchemaError[];
  /** schemas that are being judged inside one another */
  depth: number;
};

/** A value can be wrong in every row; nobody reads more faults than this. */
const mostErrors = 1_000;

/**
 * JSON Schema 2020-12, interpreted (a strict CSP kills generated validators silently) and counted: every keyword and every element spends a
 * step, patterns run in RE2. Of the vocabulary it leaves out what looks back at other keywords (`unevaluated…`), other documents and
 * recursion; `schemaProblems` refuses those where an order type is published or read. One that was stored before that and refers to itself
 * has no steps left when it is deeper than any that is taken.
 */
export function schemaErrors(schema: JsonSchema, value: Json): readonly SchemaError[] {
  const run: Run = { root: schema, errors: [], depth: 0 };
  fits(run, schema, value, '');
  return run.errors;
}

function fits(run: Run, schema: Schema, value: Json, at: string): boolean {
  spend(run.depth > 2 * limits.schemaDepth ? limits.schemaSteps + 1 : 1);
  if (schema === true || schema === undefined) return true;
  if (!isEntries(schema)) return fail(run, at, 'false', null, true);
  run.depth += 1;
  const good = fitsEach(run, schema, value, at);
  run.depth -= 1;
  return good;
}

function fitsEach(run: Run, schema: Entries, value: Json, at: string): boolean {
  let good = true;
  for (const keyword in schema) {
    const judge = keywords[keyword];
    if (judge === undefined) continue;
    spend(1);
    if (!judge({ run, schema, limit: schema[keyword] as Json, value, at })) good = false;
  }
  return good;
}

type Given = {
  readonly run: Run;
  readonly schema: Entries;
  /** what the keyword says */
  readonly limit: Json;
  readonly value: Json;
  readonly at: string;
};
type Judge = (given: Given) => boolean;

function fail(run: Run, at: string, keyword: string, limit: Json, wraps = false): false {
  if (run.errors.length < mostErrors) run.errors.push({ at, keyword, limit, wraps });
  return false;
}

/** Fits quietly: of alternatives that do not hold nothing is told while another does. */
function quietly(run: Run, schema: Schema, value: Json, at: string): boolean {
  const before = run.errors.length;
  const good = fits(run, schema, value, at);
  run.errors.length = before;
  return good;
}

const isEntries = (value: Json | undefined): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const listOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);
const entriesOf = (value: Json | undefined): Entries => (isEntries(value) ? value : {});

export const pointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const typeOf = (value: Json): string =>
  value === null ? 'null' : isList(value) ? 'array' : (typeof value as 'string' | 'number' | 'boolean' | 'object');

function isType(value: Json, wanted: Json): boolean {
  return wanted === 'integer' ? Number.isInteger(value) : typeOf(value) === wanted;
}

function same(a: Json, b: Json): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  spendDeep(a);
  return canonicalJson(a) === canonicalJson(b);
}

function spendDeep(value: Json): void {
  spend(1);
  if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) spendDeep(one);
}

/** Code points, as the standard counts. */
function lengthOf(text: string): number {
  spend(text.length >> 5);
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

const text =
  (keyword: string, holds: (value: string, limit: Json) => boolean): Judge =>
  ({ run, limit, value, at }) =>
    typeof value !== 'string' || holds(value, limit) || fail(run, at, keyword, limit);

const number =
  (keyword: string, holds: (value: number, limit: number) => boolean): Judge =>
  ({ run, limit, value, at }) =>
    typeof value !== 'number' || holds(value, limit as number) || fail(run, at, keyword, limit);

const size =
  (keyword: string, holds: (size: number, limit: number) => boolean): Judge =>
  ({ run, limit, value, at }) => {
    const list = keyword.endsWith('Items') ? isList(value) : isEntries(value);
    return !list || holds(Object.keys(value as object).length, limit as number) || fail(run, at, keyword, limit);
  };

const keywords: Readonly<Record<string, Judge | undefined>> = {
  __proto__: null as never,
  type: ({ run, limit, value, at }) =>
    (isList(limit) ? limit.some((one) => isType(value, one)) : isType(value, limit)) || fail(run, at, 'type', limit),
  const: ({ run, limit, value, at }) => same(value, limit) || fail(run, at, 'const', limit),
  enum: ({ run, limit, value, at }) => {
    spend(listOf(limit).length >> 3);
    return listOf(limit).some((one) => same(value, one)) || fail(run, at, 'enum', limit);
  },
  $ref: ({ run, limit, value, at }) => {
    const before = run.errors.length;
    if (fits(run, targetOf(run.root, limit), value, at)) return true;
    return wrap(run, before, at, '$ref', limit);
  },
  not: ({ run, limit, value, at }) => !quietly(run, limit, value, at) || fail(run, at, 'not', null),
  anyOf: ({ run, limit, value, at }) => ofMany(run, 'anyOf', limit, value, at, (held) => held > 0),
  allOf: ({ run, limit, value, at }) => ofMany(run, 'allOf', limit, value, at, (held) => held === listOf(limit).length),
  oneOf: ({ run, limit, value, at }) => ofMany(run, 'oneOf', limit, value, at, (held) => held === 1),
  if: ({ run, schema, limit, value, at }) => {
    const branch = quietly(run, limit, value, at) ? schema.then : schema.else;
    const before = run.errors.length;
    return fits(run, branch, value, at) || wrap(run, before, at, 'if', null, false);
  },

  minLength: text('minLength', (value, limit) => lengthOf(value) >= Number(limit)),
  maxLength: text('maxLength', (value, limit) => lengthOf(value) <= Number(limit)),
  pattern: text('pattern', (value, limit) => matchesKnown(String(limit), value)),
  format: text('format', (value, limit) => fitsFormat(String(limit), value)),

  minimum: number('minimum', (value, limit) => value >= limit),
  maximum: number('maximum', (value, limit) => value <= limit),
  exclusiveMinimum: number('exclusiveMinimum', (value, limit) => value > limit),
  exclusiveMaximum: number('exclusiveMaximum', (value, limit) => value < limit),
  multipleOf: number('multipleOf', isMultiple),

  minItems: size('minItems', (length, limit) => length >= limit),
  maxItems: size('maxItems', (length, limit) => length <= limit),
  minProperties: size('minProperties', (length, limit) => length >= limit),
  maxProperties: size('maxProperties', (length, limit) => length <= limit),

  required: ({ run, limit, value, at }) =>
    !isEntries(value) ||
    listOf(limit)
      .filter((key) => !Object.hasOwn(value, String(key)))
      .map(() => fail(run, at, 'required', limit)).length === 0,
  dependentRequired: ({ run, limit, value, at }) =>
    !isEntries(value) ||
    Object.entries(entriesOf(limit))
      .filter(
        ([key, wanted]) =>
          Object.hasOwn(value, key) && listOf(wanted).some((one) => !Object.hasOwn(value, String(one))),
      )
      .map(() => fail(run, at, 'dependentRequired', null)).length === 0,
  dependentSchemas: ({ run, limit, value, at }) =>
    each(isEntries(value) ? Object.keys(entriesOf(limit)).filter((key) => Object.hasOwn(value, key)) : [], (key) =>
      inside(run, 'dependentSchemas', entriesOf(limit)[key], value, at, at, false),
    ),
  propertyNames: ({ run, limit, value, at }) =>
    each(keysOf(value), (key) => inside(run, 'propertyNames', limit, key, `${at}/${pointer(key)}`, at)),
  properties: ({ run, limit, value, at }) =>
    each(isEntries(value) ? Object.keys(entriesOf(limit)).filter((key) => Object.hasOwn(value, key)) : [], (key) =>
      property(run, 'properties', entriesOf(limit)[key], value as Entries, key, at),
    ),
  patternProperties: ({ run, limit, value, at }) =>
    each(Object.keys(entriesOf(limit)), (pattern) =>
      each(
        keysOf(value).filter((key) => matchesKnown(pattern, key)),
        (key) => property(run, 'patternProperties', entriesOf(limit)[pattern], value as Entries, key, at, false),
      ),
    ),
  additionalProperties: ({ run, schema, limit, value, at }) => {
    const [named, patterns] = [entriesOf(schema.properties), Object.keys(entriesOf(schema.patternProperties))];
    const others = keysOf(value).filter(
      (key) => !Object.hasOwn(named, key) && !patterns.some((pattern) => matchesKnown(pattern, key)),
    );
    return each(others, (key) => property(run, 'additionalProperties', limit, value as Entries, key, at));
  },

  prefixItems: ({ run, limit, value, at }) =>
    each(listOf(limit).slice(0, isList(value) ? value.length : 0), (schema, index) =>
      inside(run, 'prefixItems', schema, (value as readonly Json[])[index] as Json, `${at}/${index}`, at),
    ),
  items: ({ run, schema, limit, value, at }) => {
    const before = listOf(schema.prefixItems).length;
    return each(isList(value) ? value.slice(before) : [], (one, index) =>
      inside(run, 'items', limit, one, `${at}/${before + index}`, at),
    );
  },
  contains: ({ run, schema, limit, value, at }) => {
    if (!isList(value)) return true;
    const [least, most] = [Number(schema.minContains ?? 1), Number(schema.maxContains ?? Number.POSITIVE_INFINITY)];
    const held = value.filter((one, index) => quietly(run, limit, one, `${at}/${index}`)).length;
    if (held < least) return fail(run, at, schema.minContains === undefined ? 'contains' : 'minContains', least);
    return held <= most || fail(run, at, 'maxContains', most);
  },
  uniqueItems: ({ run, limit, value, at }) => {
    if (limit !== true || !isList(value)) return true;
    spendDeep(value);
    return new Set(value.map((one) => canonicalJson(one))).size === value.length || fail(run, at, 'uniqueItems', true);
  },
};

/** Every one is judged, so that everything wrong is told. */
function each<T>(list: readonly T[], holds: (one: T, index: number) => boolean): boolean {
  spend(list.length);
  let good = true;
  for (const [index, one] of list.entries()) if (!holds(one, index)) good = false;
  return good;
}

function keysOf(value: Json): readonly string[] {
  if (!isEntries(value)) return [];
  const keys = Object.keys(value);
  spend(keys.length);
  return keys;
}

/** Puts "something below is wrong" in front of what was found below. */
function wrap(run: Run, before: number, at: string, keyword: string, limit: Json, wraps = true): false {
  if (run.errors.length < mostErrors) run.errors.splice(before, 0, { at, keyword, limit, wraps });
  return false;
}

function inside(
  run: Run,
  keyword: string,
  schema: Schema,
  value: Json,
  at: string,
  around: string,
  wraps = true,
): boolean {
  const before = run.errors.length;
  return fits(run, schema, value, at) || wrap(run, before, around, keyword, null, wraps);
}

const property = (run: Run, keyword: string, schema: Schema, value: Entries, key: string, at: string, wraps = true) =>
  inside(run, keyword, schema, value[key] as Json, `${at}/${pointer(key)}`, at, wraps);

function ofMany(
  run: Run,
  keyword: string,
  limit: Json,
  value: Json,
  at: string,
  holds: (held: number) => boolean,
): boolean {
  const before = run.errors.length;
  const held = listOf(limit).filter((one) => fits(run, one, value, at)).length;
  if (!holds(held)) return wrap(run, before, at, keyword, null);
  run.errors.length = before;
  return true;
}

/** The part of a schema that `#` or `#/$defs/name` names; undefined where there is nothing. */
export function targetOf(root: Schema, reference: Json | undefined): Schema {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  let found: Schema = root;
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Entries)[key];
  }
  return found;
}

/** Exact, as decimals: 0.3 is a multiple of 0.1. */
function isMultiple(value: number, divisor: number): boolean {
  const [a, b] = [decimal(value), decimal(divisor)];
  const shift = a.exponent - b.exponent;
  const [dividend, by] =
    shift >= 0 ? [a.digits * 10n ** BigInt(shift), b.digits] : [a.digits, b.digits * 10n ** BigInt(-shift)];
  return by !== 0n && dividend % by === 0n;
}

function decimal(value: number): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

import { type Schema, Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { stepsOfCall } from './budget.ts';
import { schemaErrors } from './json-schema.ts';
import { schemaProblems } from './json-schema-problems.ts';
import { limits } from './limits.ts';
import { against } from './shape.ts';
import type { JsonSchema } from './types.ts';

/** Small values, so that schemas often fit. */
const word = fc.constantFrom('a', 'b', 'ab', 'é', '字', '𠮷', '', '2026-11-30', 'a@b.cn');
const plain: fc.Arbitrary<Json> = fc.oneof(
  word,
  fc.integer({ min: -3, max: 5 }),
  fc.constantFrom(0.1, 0.3, null, true, false),
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plain,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'x/y', '~'), tie('value'), { maxKeys: 3 }),
  ),
}));

const small = fc.integer({ min: 0, max: 3 });
const plainKeywords = {
  type: fc.constantFrom('string', 'number', 'integer', 'object', 'array', 'boolean', 'null', ['string', 'null']),
  enum: fc.array(value, { minLength: 1, maxLength: 3 }),
  const: value,
  minLength: small,
  maxLength: small,
  pattern: fc.constantFrom('^a', 'b$', '[ab]+', '^.{1,2}$', '\\d{4}'),
  format: fc.constantFrom('date', 'email', 'nothing'),
  minimum: small,
  maximum: small,
  exclusiveMinimum: small,
  exclusiveMaximum: small,
  multipleOf: fc.constantFrom(0.1, 1, 2),
  minItems: small,
  maxItems: small,
  uniqueItems: fc.boolean(),
  required: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
  minProperties: small,
  maxProperties: small,
  dependentRequired: fc.dictionary(fc.constantFrom('a', 'b'), fc.constant(['ab']), { maxKeys: 1 }),
};

/** A few keywords of all, so that a schema is often met; subschemas down to `depth`. */
function schemaOf(depth: number): fc.Arbitrary<JsonSchema> {
  const inner = depth === 0 ? null : schemaOf(depth - 1);
  const all: Readonly<Record<string, fc.Arbitrary<unknown>>> =
    inner === null ? plainKeywords : { ...plainKeywords, ...nesting(inner) };
  return fc
    .subarray(Object.keys(all), { maxLength: 4 })
    .chain((keys) =>
      fc.record(Object.fromEntries(keys.map((key) => [key, all[key] as fc.Arbitrary<unknown>]))),
    ) as unknown as fc.Arbitrary<JsonSchema>;
}

function nesting(inner: fc.Arbitrary<JsonSchema>) {
  const many = fc.array(inner, { minLength: 1, maxLength: 3 });
  const named = fc.dictionary(fc.constantFrom('a', 'b', 'x/y'), inner, { maxKeys: 2 });
  return {
    not: inner,
    anyOf: many,
    allOf: many,
    oneOf: many,
    if: inner,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: inner,
    else: inner,
    properties: named,
    patternProperties: fc.dictionary(fc.constantFrom('^a', 'b'), inner, { maxKeys: 2 }),
    additionalProperties: fc.oneof(inner, fc.boolean()),
    propertyNames: inner,
    prefixItems: many,
    items: inner,
    contains: inner,
  };
}

const ofLibrary = (one: JsonSchema, given: Json) => new Validator(one as Schema, '2020-12', false).validate(given);

describe('a value against a schema', () => {
  it('is judged as the library judges it, and by the same keywords at the same places', () => {
    fc.assert(
      fc.property(schemaOf(2), value, (one, given) => {
        const library = ofLibrary(one, given);
        const errors = schemaErrors(one, given);
        expect(errors.length === 0, JSON.stringify([one, given])).toBe(library.valid);
        const places = (list: readonly string[]) => [...new Set(list)].sort();
        expect(places(errors.map(({ at, keyword }) => `#${at} ${keyword}`))).toEqual(
          places(library.errors.map((error) => `${placeOf(error)} ${error.keyword}`)),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  /** The library says where a whole value is wrong by a `false` at the place of the part. */
  const placeOf = (error: { readonly instanceLocation: string }): string => error.instanceLocation;

  it('says the limit of what is wrong, also behind a reference', () => {
    const referring = { $defs: { short: { maxLength: 2 } }, properties: { a: { $ref: '#/$defs/short' } } };
    expect(against(referring as unknown as JsonSchema, 'f', { a: 'abc' })).toEqual([
      { field: 'f/a', keyword: 'maxLength', params: { limit: 2 } },
    ]);
  });

  it('finds two equal ones among many in steps that grow with the list, not with its square', () => {
    const unique = { uniqueItems: true };
    const list = (length: number) => Array.from({ length }, (_, n) => n);
    const [one, ten] = [1_000, 10_000].map((length) => stepsOfCall(() => schemaErrors(unique, list(length))));
    expect(Number(ten) / Number(one)).toBeLessThan(12);
    expect(schemaErrors(unique, [...list(50), 7])).toHaveLength(1);
  });
});

describe('a schema that cannot be run', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      `s${n}`,
      { anyOf: [{ $ref: `#/$defs/s${n + 1}` }, { $ref: `#/$defs/s${n + 1}` }] },
    ]),
  );
  it.each<[string, unknown, string, RegExp]>([
    ['looks around', { pattern: '^(?!a)b' }, 's.pattern', /Perl syntax/],
    ['goes back', { pattern: '(a)\\1' }, 's.pattern', /escape sequence/],
    ['unfolds', { items: { pattern: '(a{100}){100}' } }, 's.items.pattern', /repeat count|instructions/],
    ['has a name pattern that goes back', { patternProperties: { '(a)\\1': {} } }, 's.patternProperties', /escape/],
    ['refers to itself', { items: { $ref: '#' } }, 's.items.$ref', /refers to itself/],
    ['refers to nothing', { $ref: '#/$defs/none' }, 's.$ref', /nothing at/],
    ['refers elsewhere', { $ref: 'https://example.org/s' }, 's.$ref', /this very schema/],
    ['doubles forty times', { $ref: '#/$defs/s0', $defs: { ...doubling, s40: {} } }, 's', /subschemas|deeper/],
    ['counts on what is not judged', { unevaluatedProperties: false }, 's.unevaluatedProperties', /not known here/],
    ['says what a keyword cannot', { required: 5 }, 's.required', /list of names/],
  ])('%s: told with its place', (_, one, path, reason) => {
    const [first] = schemaProblems(one as JsonSchema, 's').filter((found) => found.path.startsWith(path));
    expect(first?.reason).toMatch(reason);
  });

  it('is not one that asks for much in small', () => {
    const fair = {
      type: 'array',
      maxItems: 50,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[0-9A-Z-]{6,32}$' },
    };
    expect(schemaProblems(fair, 's')).toEqual([]);
    expect(limits.schemaNodes).toBeGreaterThan(100);
  });
});

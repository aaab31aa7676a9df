import type { Json } from '../../domain/documents/base.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { pointer, targetOf } from './json-schema.ts';
import { limits } from './limits.ts';
import { patternError } from './pattern.ts';
import type { JsonSchema } from './types.ts';

type Shape =
  | 'schema'
  | 'schemas'
  | 'named'
  | 'patterns'
  | 'text'
  | 'pattern'
  | 'count'
  | 'number'
  | 'flag'
  | 'texts'
  | 'type'
  | 'list'
  | 'wanted'
  | 'reference';

/** The shape that the value of each judged keyword must have. */
const shapes: Readonly<Record<string, Shape>> = {
  not: 'schema',
  if: 'schema',
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: 'schema',
  else: 'schema',
  items: 'schema',
  contains: 'schema',
  additionalProperties: 'schema',
  propertyNames: 'schema',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  prefixItems: 'schemas',
  properties: 'named',
  dependentSchemas: 'named',
  patternProperties: 'patterns',
  pattern: 'pattern',
  format: 'text',
  $ref: 'reference',
  minLength: 'count',
  maxLength: 'count',
  minItems: 'count',
  maxItems: 'count',
  minContains: 'count',
  maxContains: 'count',
  minProperties: 'count',
  maxProperties: 'count',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  uniqueItems: 'flag',
  required: 'texts',
  type: 'type',
  enum: 'list',
  dependentRequired: 'wanted',
};

/** Keywords of the standard that are not judged here: a schema that counts on them would take what it means to refuse. */
const leftOut: ReadonlySet<string> = new Set([
  'unevaluatedProperties',
  'unevaluatedItems',
  '$dynamicRef',
  '$dynamicAnchor',
  '$recursiveRef',
  '$recursiveAnchor',
  '$anchor',
  '$id',
  'additionalItems',
  'dependencies',
]);

const types: ReadonlySet<Json> = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']);

type Walk = {
  readonly root: JsonSchema;
  readonly problems: DefinitionProblem[];
  /** subschemas met, `$ref` followed: what a plain value may cost */
  met: number;
};

/**
 * Why a schema cannot be run: a keyword that says what it cannot, a pattern that RE2 does not take, a reference that leads nowhere or back
 * to itself, alternatives that multiply.
 */
export function schemaProblems(schema: JsonSchema, path: string): readonly DefinitionProblem[] {
  const walk: Walk = { root: schema, problems: [], met: 0 };
  visit(walk, schema, path, []);
  if (walk.met > limits.schemaNodes)
    walk.problems.push({
      path,
      fault: 'schema',
      reason: `more than ${limits.schemaNodes} subschemas, references followed`,
    });
  return walk.problems;
}

function visit(walk: Walk, schema: Json | undefined, path: string, around: readonly Json[]): void {
  walk.met += 1;
  if (walk.met > limits.schemaNodes || walk.problems.length >= limits.problemsTold || typeof schema === 'boolean')
    return;
  const unfit = reasonAgainstSchema(schema, around);
  if (unfit !== null) walk.problems.push({ path, fault: 'schema', reason: unfit });
  else if (isMap(schema)) visitKeywords(walk, schema, path, [...around, schema]);
}

function reasonAgainstSchema(schema: Json | undefined, around: readonly Json[]): string | null {
  if (!isMap(schema)) return 'a schema is an object, true or false';
  if (around.includes(schema)) return 'the schema refers to itself';
  return around.length < limits.schemaDepth ? null : `schemas nested deeper than ${limits.schemaDepth}`;
}

function visitKeywords(walk: Walk, schema: Map, path: string, around: readonly Json[]): void {
  for (const [keyword, said] of Object.entries(schema)) {
    const at = `${path}.${keyword}`;
    if (leftOut.has(keyword)) walk.problems.push({ path: at, fault: 'schema', reason: `${keyword} is not known here` });
    const shape = Object.hasOwn(shapes, keyword) ? shapes[keyword] : undefined;
    if (shape === undefined) continue;
    const reason = reasonAgainst(walk, shape, said);
    if (reason !== null) walk.problems.push({ path: at, fault: 'schema', reason });
    else
      for (const [name, sub] of subschemas(walk, shape, said))
        visit(walk, sub, name === '' ? at : `${at}.${name}`, around);
  }
}

/** Null when the keyword may say this. */
function reasonAgainst({ root }: Walk, shape: Shape, said: Json): string | null {
  switch (shape) {
    case 'schema':
      return null;
    case 'schemas':
      return Array.isArray(said) && said.length > 0 ? null : 'a list of schemas expected here';
    case 'named':
      return isMap(said) ? null : 'schemas by name expected here';
    case 'patterns':
      return isMap(said) ? firstOf(Object.keys(said).map(patternError)) : 'schemas by pattern expected here';
    case 'text':
      return typeof said === 'string' ? null : 'a text expected here';
    case 'pattern':
      return typeof said === 'string' ? patternError(said) : 'a pattern expected here';
    case 'count':
      return Number.isInteger(said) && Number(said) >= 0 ? null : 'a whole number expected here';
    case 'number':
      return typeof said === 'number' ? null : 'a number expected here';
    case 'flag':
      return typeof said === 'boolean' ? null : 'true or false expected here';
    case 'texts':
      return isTexts(said) ? null : 'a list of names expected here';
    case 'type':
      return (Array.isArray(said) ? said : [said]).every((one) => types.has(one))
        ? null
        : 'a type of JSON expected here';
    case 'list':
      return Array.isArray(said) ? null : 'a list of values expected here';
    case 'wanted':
      return isMap(said) && Object.values(said).every(isTexts) ? null : 'lists of names by name expected here';
    case 'reference':
      if (typeof said !== 'string' || !said.startsWith('#'))
        return 'only a part of this very schema can be referred to (#/$defs/…)';
      return targetOf(root, said) === undefined ? `there is nothing at ${said}` : null;
  }
}

type Named = readonly (readonly [string, Json | undefined])[];

function subschemas({ root }: Walk, shape: Shape, said: Json): Named {
  switch (shape) {
    case 'schema':
      return [['', said]];
    case 'schemas':
      return (said as readonly Json[]).map((one, index) => [String(index), one]);
    case 'named':
    case 'patterns':
      return Object.entries(said as { readonly [key: string]: Json }).map(([key, one]) => [pointer(key), one]);
    case 'reference':
      return [['', targetOf(root, said)]];
    default:
      return [];
  }
}

type Map = { readonly [key: string]: Json };
const isMap = (value: Json | undefined): value is Map =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: Json): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');
const firstOf = (reasons: readonly (string | null)[]): string | null => reasons.find((one) => one !== null) ?? null;

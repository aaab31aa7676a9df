import type { Json } from '../../domain/documents/base.ts';
import { readWrittenNumber } from '../../domain/text/written-number.ts';
import { BudgetExceeded, enter, isExhausted, leave } from './budget.ts';
import { dayMsOf } from './days.ts';
import { isEmpty } from './empty.ts';
import { type SchemaError, schemaErrors } from './json-schema.ts';
import { limits } from './limits.ts';
import type { FieldDefinition, FieldProblem, JsonSchema } from './types.ts';

const timeText: JsonSchema = { type: 'string', format: 'date-time', maxLength: 40 };
const dayText: JsonSchema = { type: 'string', maxLength: 10 };
const paragraph: JsonSchema = { type: 'string', maxLength: 2000 };

/** What the kind of a field demands by itself; a field's own schema comes on top. */
const byKind = new WeakMap<FieldDefinition, JsonSchema>();

export function kindSchema(field: FieldDefinition): JsonSchema {
  const found = byKind.get(field);
  if (found !== undefined) return found;
  const made = makeKindSchema(field);
  byKind.set(field, made);
  return made;
}

function makeKindSchema(field: FieldDefinition): JsonSchema {
  const options = [...(field.options ?? [])];
  switch (field.kind) {
    case 'text':
    case 'serial':
    case 'paragraph':
      return paragraph;
    case 'number':
      return { type: 'number' };
    case 'integer':
      return { type: 'integer' };
    case 'yesNo':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: options };
    case 'choices':
      return { type: 'array', items: { type: 'string', enum: options }, uniqueItems: true };
    case 'checklist':
      return { type: 'object', propertyNames: { enum: options }, additionalProperties: { type: 'boolean' } };
    case 'timeWindow':
      return {
        type: 'object',
        required: ['start', 'end'],
        properties: { start: timeText, end: timeText },
        additionalProperties: false,
      };
    case 'time':
      return timeText;
    case 'day':
      return dayText;
    case 'days':
      return {
        type: 'object',
        required: ['from', 'to'],
        properties: { from: dayText, to: dayText },
        additionalProperties: false,
      };
    case 'position':
      return {
        type: 'object',
        if: { properties: { source: { const: 'none' } }, required: ['source', 'reason'] },
        else: {
          required: ['latitude', 'longitude'],
          properties: {
            latitude: { type: 'number', minimum: -90, maximum: 90 },
            longitude: { type: 'number', minimum: -180, maximum: 180 },
          },
        },
      };
    case 'rating':
      return { type: 'integer', minimum: 1, maximum: 5 };
    case 'rows':
      return { type: 'array', items: { type: 'object' }, maxItems: 500 };
    case 'resources':
      return { type: 'object', additionalProperties: { enum: ['confirmed', 'discrepancy'] } };
    case 'script':
    case 'computed':
      return {};
  }
}

/**
 * What is wrong with the shape of a value: by its kind first, by its own schema when the kind is right. Empty values have no shape
 * problems. Messages are the screen's business: a keyword and its limit come back (`params.limit`).
 */
export function shapeProblems(field: FieldDefinition, value: Json): readonly FieldProblem[] {
  if (isEmpty(value)) return [];
  const byItsKind =
    writtenProblems(field, value) ?? datedProblems(field, value) ?? against(kindSchema(field), field.key, value);
  if (byItsKind.length > 0) return byItsKind;
  const own = field.schema === undefined ? [] : against(field.schema, field.key, value);
  if (field.kind === 'choices' && isContradicting(field, value))
    return [...own, { field: field.key, keyword: 'exclusive', params: {} }];
  if (field.kind === 'days') return [...own, ...periodProblems(field.key, value)];
  return field.kind === 'timeWindow' ? [...own, ...windowProblems(field.key, value)] : own;
}

/** "None of these" beside one of these. */
const isContradicting = ({ exclusive = [] }: FieldDefinition, value: Json): boolean =>
  Array.isArray(value) && value.length > 1 && value.some((item) => exclusive.includes(String(item)));

/** A number field that holds text says why it is no number: what may be meant, or what is in the way. */
function writtenProblems({ kind, key, unit }: FieldDefinition, value: Json): readonly FieldProblem[] | null {
  if ((kind !== 'number' && kind !== 'integer') || typeof value !== 'string') return null;
  const read = readWrittenNumber(value, unit);
  if (read.kind === 'unclear')
    return [{ field: key, keyword: 'numberUnclear', params: { readings: [...read.readings] } }];
  if (read.kind === 'refused')
    return [{ field: key, keyword: 'numberRefused', params: { reason: read.reason, unit: unit ?? '' } }];
  return null;
}

/** Text that could not be read as a day or a clock is kept as it was typed, and the form says so. */
function datedProblems({ kind, key }: FieldDefinition, value: Json): readonly FieldProblem[] | null {
  const unread = (keyword: string): readonly FieldProblem[] => [{ field: key, keyword, params: {} }];
  if (kind === 'day' && typeof value === 'string') return dayMsOf(value) === null ? unread('dayUnread') : null;
  if (kind === 'time' && typeof value === 'string') return isMoment(value) ? null : unread('timeUnread');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const parts = value as Readonly<Record<string, Json>>;
  const filled = (names: readonly [string, string]): readonly Json[] =>
    names.map((name) => parts[name] ?? null).filter((part) => typeof part === 'string');
  if (kind === 'days') {
    const ends = filled(['from', 'to']);
    if (ends.some((part) => dayMsOf(part) === null)) return unread('dayUnread');
    return ends.length < 2 ? unread('endMissing') : null;
  }
  if (kind !== 'timeWindow') return null;
  const ends = filled(['start', 'end']);
  if (ends.some((part) => !isMoment(part))) return unread('timeUnread');
  return ends.length < 2 ? unread('endMissing') : null;
}

const isMoment = (value: Json): boolean => against(timeText, '', value).length === 0;

function periodProblems(field: string, value: Json): readonly FieldProblem[] {
  const { from, to } = value as { readonly from: string; readonly to: string };
  return to >= from ? [] : [{ field, keyword: 'period', params: {} }];
}

/** Finds what is wrong with a value by a schema. Throws `BudgetExceeded` when judging it takes more steps than it may. */
export function against(schema: JsonSchema, field: string, value: Json): readonly FieldProblem[] {
  const errors = judged(schema, value);
  if (errors.length === 0) return [];
  const leaves = errors.filter(({ wraps }) => !wraps);
  const shown = leaves.length > 0 ? leaves : errors.slice(0, 1);
  return shown.map(({ at, keyword, limit }) => ({
    field: field + at,
    keyword: keyword === 'false' ? 'additionalProperties' : keyword,
    params: { limit },
  }));
}

function judged(schema: JsonSchema, value: Json): readonly SchemaError[] {
  const outer = enter(limits.schemaSteps);
  try {
    return schemaErrors(schema, value);
  } catch (error) {
    throw isExhausted() ? new BudgetExceeded({ schema }) : error;
  } finally {
    leave(outer, limits.schemaSteps);
  }
}

function windowProblems(field: string, value: Json): readonly FieldProblem[] {
  const { start, end } = value as { readonly start: string; readonly end: string };
  return Date.parse(end) > Date.parse(start) ? [] : [{ field, keyword: 'window', params: {} }];
}

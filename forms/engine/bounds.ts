import type { Json } from '../../domain/documents/base.ts';
import { dayOfMoment, isDay, lengthOf, offsetIn, startOfDay } from './days.ts';
import { numberOf, type Scope, textOf } from './expression.ts';
import type { FieldBounds, FieldDefinition, FieldProblem } from './types.ts';

/** Kinds that may have bounds, and in what their length is counted. */
export const boundedKinds = {
  day: null,
  time: null,
  timeWindow: 'hours',
  days: 'days',
} as const;
export type BoundedKind = keyof typeof boundedKinds;

export const isBounded = (kind: string): kind is BoundedKind => Object.hasOwn(boundedKinds, kind);

/** Clocks of a browser and of the office differ; "not in the future" means it with this much to spare. */
const toleranceMs = 5 * 60_000;
const hourMs = 3_600_000;

type Limit = { readonly at: string; readonly offset: number };

/** The bounds of a field as they stand; what is not known yet binds nobody. */
export function boundsOf(field: FieldDefinition, scope: Scope): FieldBounds | undefined {
  const { bounds } = field;
  if (bounds === undefined) return undefined;
  const earliest = momentIn(field, bounds.earliest, scope);
  const latest = momentIn(field, bounds.latest, scope);
  const [longest, shortest] = [numberOf(bounds.longest, scope), numberOf(bounds.shortest, scope)];
  return {
    ...(earliest === null ? {} : { earliest }),
    ...(latest === null ? {} : { latest }),
    ...(longest === null ? {} : { longest }),
    ...(shortest === null ? {} : { shortest }),
  };
}

/** A bound of days is a day, whatever it was said as. */
function momentIn({ kind }: FieldDefinition, expression: string | undefined, scope: Scope): string | null {
  const said = textOf(expression, scope);
  if (said === null) return null;
  if (kind === 'day' || kind === 'days') return dayOfMoment(said, offsetIn(scope.settings));
  return isDay(said) || !Number.isNaN(Date.parse(said)) ? said : null;
}

/**
 * Tells which parts of a well-formed value lie outside its bounds. A bound that names `now` is judged only where the scope has a `now`: while the answer is
 * given. What was accepted once is never wrong later because time went on.
 */
export function boundProblems(
  field: FieldDefinition,
  name: string,
  value: Json,
  scope: Scope,
): readonly FieldProblem[] {
  const bounds = boundsOf(field, scope);
  if (bounds === undefined) return [];
  const offset = offsetIn(scope.settings);
  const [first, last] = endsOf(field.kind, value);
  const problems: FieldProblem[] = [];
  const refuse = (keyword: string, limit: Json) => problems.push({ field: name, keyword, params: { limit } });
  if (bounds.earliest !== undefined && isBefore(first, { at: bounds.earliest, offset })) {
    const spared = momentIn(field, field.bounds?.earliest, shifted(scope, -toleranceMs));
    if (spared === null || isBefore(first, { at: spared, offset })) refuse('earliest', bounds.earliest);
  }
  if (bounds.latest !== undefined && isAfter(last, { at: bounds.latest, offset })) {
    const spared = momentIn(field, field.bounds?.latest, shifted(scope, toleranceMs));
    if (spared === null || isAfter(last, { at: spared, offset })) refuse('latest', bounds.latest);
  }
  const length = lengthIn(field.kind, first, last);
  const unit = field.kind === 'days' ? 'Days' : 'Hours';
  if (length !== null && bounds.longest !== undefined && length > bounds.longest)
    refuse(`longest${unit}`, bounds.longest);
  if (length !== null && bounds.shortest !== undefined && length < bounds.shortest)
    refuse(`shortest${unit}`, bounds.shortest);
  return problems;
}

function endsOf(kind: FieldDefinition['kind'], value: Json): readonly [string, string] {
  if (typeof value === 'string') return [value, value];
  const ends = value as Readonly<Record<string, string>>;
  return kind === 'days' ? [ends.from ?? '', ends.to ?? ''] : [ends.start ?? '', ends.end ?? ''];
}

function isBefore(value: string, { at, offset }: Limit): boolean {
  if (isDay(value)) return value < at;
  return Date.parse(value) < (isDay(at) ? startOfDay(at, offset) : Date.parse(at));
}

/** A day as the latest moment lasts until it ends. */
function isAfter(value: string, { at, offset }: Limit): boolean {
  if (isDay(value)) return value > at;
  return Date.parse(value) > (isDay(at) ? startOfDay(at, offset) + 24 * hourMs : Date.parse(at));
}

function lengthIn(kind: FieldDefinition['kind'], first: string, last: string): number | null {
  if (kind === 'days') return lengthOf({ from: first, to: last });
  return kind === 'timeWindow' ? (Date.parse(last) - Date.parse(first)) / hourMs : null;
}

const shifted = (scope: Scope, ms: number): Scope =>
  typeof scope.now === 'string' ? { ...scope, now: new Date(Date.parse(scope.now) + ms).toISOString() } : scope;

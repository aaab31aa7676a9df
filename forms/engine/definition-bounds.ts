import { boundedKinds, isBounded } from './bounds.ts';
import { dayMsOf } from './days.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { pathsIn, resultOf } from './expression.ts';
import { placeOf, stepsOf } from './steps-of.ts';
import type { FieldDefinition, OrderTypeDefinition, StepDefinition } from './types.ts';

const isLength = (name: string): boolean => name === 'longest' || name === 'shortest';
/** Kinds whose value can be no day, no moment and no part of one. */
const numbers: ReadonlySet<FieldDefinition['kind']> = new Set(['number', 'integer', 'rating', 'yesNo']);
const dates: ReadonlySet<FieldDefinition['kind']> = new Set(['day', 'days', 'time', 'timeWindow']);

/** Bounds on what has none, and bounds that can be no day, moment or length. */
export function boundsProblems(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  return stepsOf(definition).flatMap(({ stage, step }) =>
    step.fields.flatMap((field) => {
      const path = `stages.${stage.key}.${step.key}.${field.key}`;
      return [
        ...inField(definition, step, field, path),
        ...(field.columns ?? []).flatMap((column) => inField(definition, step, column, `${path}.${column.key}`)),
      ];
    }),
  );
}

function inField(
  definition: OrderTypeDefinition,
  step: StepDefinition,
  { kind, bounds }: FieldDefinition,
  path: string,
): readonly DefinitionProblem[] {
  if (bounds === undefined) return [];
  const wrong = (name: string, reason: string): DefinitionProblem => ({
    path: `${path}.bounds${name === '' ? '' : `.${name}`}`,
    fault: 'bounds',
    reason,
  });
  if (!isBounded(kind)) return [wrong('', 'bounds belong to day, days, time and timeWindow')];
  return Object.entries(bounds).flatMap(([name, text]): readonly DefinitionProblem[] => {
    if (isLength(name) && boundedKinds[kind] === null) return [wrong(name, `a ${kind} has no length`)];
    const reason = isLength(name) ? notALength(definition, step, text) : notADay(definition, step, text);
    return reason === null ? [] : [wrong(name, `${reason}: ${text}`)];
  });
}

const notADay = (definition: OrderTypeDefinition, step: StepDefinition, text: string): string | null =>
  misfit(
    definition,
    step,
    text,
    numbers,
    (value) =>
      typeof value === 'string' && (dayMsOf(value) !== null || (value.length > 10 && !Number.isNaN(Date.parse(value)))),
  )
    ? 'this is no day and no moment'
    : null;

const notALength = (definition: OrderTypeDefinition, step: StepDefinition, text: string): string | null =>
  misfit(definition, step, text, dates, (value) => typeof value === 'number' && value >= 0)
    ? 'this is no length'
    : null;

/** The check judges a bound that stands alone: a field by its kind, a text without names by its value. A bound computed from names is known only when the field is asked. */
function misfit(
  definition: OrderTypeDefinition,
  step: StepDefinition,
  text: string,
  refused: ReadonlySet<FieldDefinition['kind']>,
  fits: (value: unknown) => boolean,
): boolean {
  let paths: ReturnType<typeof pathsIn>;
  try {
    paths = pathsIn(text);
  } catch {
    // The expression's own problem is told by `expressionProblems`.
    return false;
  }
  if (paths.length === 0) {
    const value = resultOf(text, {});
    return value !== null && !fits(value);
  }
  const [path] = paths;
  if (paths.length > 1 || path === undefined || path.join('.') !== text.trim()) return false;
  if (path[0] === 'now') return !fits('2026-01-01T00:00:00.000Z');
  const at = path[0] === 'steps' ? placeOf(definition, `${path[1]}.${path[2]}`)?.step : step;
  const key = path[0] === 'steps' ? path[3] : path[0] === 'fields' ? path[1] : undefined;
  const kind = at?.fields.find((field) => field.key === key)?.kind;
  return kind !== undefined && refused.has(kind);
}

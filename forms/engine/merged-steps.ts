import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { Scope } from './expression.ts';
import { type Merged, mergeStep } from './merge.ts';
import { type ScopeParts, scopeOf, type Values } from './scope.ts';
import { formOf } from './step-form.ts';
import { type StepPlace, stepsOf } from './steps-of.ts';

export type MergedSteps = { readonly merged: ReadonlyMap<string, Merged>; readonly scope: Scope };

/**
 * All steps of an order merged, and the scope that follows from them. Where submissions were merged, or were written under an older version,
 * what is calculated is calculated anew from the values in force: it follows from its inputs, so nobody is asked to choose between two results.
 */
export function mergedSteps(
  submissions: readonly SubmissionDocument[],
  parts: Omit<ScopeParts, 'values'>,
): MergedSteps {
  const places = stepsOf(parts.definition);
  const submitted = byStep(submissions);
  const merged = new Map(
    places.map(({ key }) => [key, mergeStep(key, submitted.get(key) ?? [], parts.fold.choices)] as const),
  );
  const scopeNow = (): Scope => scopeOf({ ...parts, values: valuesOf(merged) });
  const older = new Set(
    submissions.flatMap(({ orderTypeVersion = Infinity, step }) =>
      orderTypeVersion < parts.definition.version ? [step] : [],
    ),
  );
  const joined = places.filter(({ key }) => older.has(key) || (merged.get(key)?.heads.length ?? 0) > 1);
  if (joined.length === 0) return { merged, scope: scopeNow() };
  const before = scopeNow();
  for (const place of joined) {
    const step = merged.get(place.key);
    if (step !== undefined) merged.set(place.key, recalculated(place, step, before, parts));
  }
  return { merged, scope: scopeNow() };
}

/** The submissions of each step that has any, in the given order. */
export function byStep(submissions: readonly SubmissionDocument[]): ReadonlyMap<string, readonly SubmissionDocument[]> {
  const found = new Map<string, SubmissionDocument[]>();
  for (const one of submissions) {
    const list = found.get(one.step);
    if (list === undefined) found.set(one.step, [one]);
    else list.push(one);
  }
  return found;
}

const valuesOf = (merged: ReadonlyMap<string, Merged>): Readonly<Record<string, Values>> =>
  Object.fromEntries([...merged].map(([key, { values }]) => [key, values]));

function recalculated(
  { key, stage, step }: StepPlace,
  merged: Merged,
  scope: Scope,
  { settings }: Pick<ScopeParts, 'settings'>,
): Merged {
  const calculated = new Set(step.fields.filter((field) => field.calculate !== undefined).map((field) => field.key));
  if (calculated.size === 0) return merged;
  const form = formOf({
    key,
    stage: stage.key,
    step,
    scope,
    settings,
    fields: merged.values,
    submitted: merged.values,
  });
  const anew = form.fields
    .filter((field) => calculated.has(field.key))
    .map((field) => [field.key, field.value] as const);
  return {
    ...merged,
    values: { ...merged.values, ...Object.fromEntries(anew) },
    conflicts: merged.conflicts.filter((conflict) => !calculated.has(conflict.field)),
  };
}

import type { Json } from '../../domain/documents/base.ts';
import type { Measure, SubmissionDocument } from '../../domain/documents/submission.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { bounded } from './budget.ts';
import { type Scope, textOf } from './expression.ts';
import { judge } from './judge.ts';
import { scopeOfView, withStep } from './scope.ts';
import { stepAccess } from './step-access.ts';
import { evaluateStep, type StepInput } from './step-form.ts';
import { placeOf, type StepPlace, stepViewOf, valueFields } from './steps-of.ts';
import type { StepForm, StepView } from './types.ts';

export type SubmissionParts = Pick<SubmissionDocument, 'fields' | 'measures' | 'supersedes' | 'orderTypeVersion'>;

/**
 * What a submission of a step stores: values with what each was based on, judged measures with limit, source and settings version, and
 * the submissions it supersedes, and the version of the order type. Irrelevant fields are dropped; one that held a value before is stored as null, so that a merge knows.
 * Problems: those of `stepAccess`; `step.fieldUnknown`; `step.conflict` while values differ (choose first); `step.invalid` with
 * `details.problems` (FieldProblem[]); `gate.refused` when a correction would break a stage that has been passed.
 */
export const makeSubmission = (input: StepInput): Result<SubmissionParts> =>
  bounded(input.definition, () => made(input));

function made(input: StepInput): Result<SubmissionParts> {
  const access = stepAccess(input.view, input.definition, input.step);
  if (!access.ok) return access;
  const place = placeOf(input.definition, input.step);
  const before = stepViewOf(input.view, input.step);
  if (place === undefined || before === undefined) return refused(problem('step.unknown', { step: input.step }));
  const known = new Set(place.step.fields.map(({ key }) => key));
  const stranger = Object.keys(input.fields).find((field) => !known.has(field));
  if (stranger !== undefined) return refused(problem('step.fieldUnknown', { field: stranger, step: input.step }));
  const conflicts = input.view.conflicts.filter(({ step }) => step === input.step);
  if (conflicts.length > 0) return refused(problem('step.conflict', { count: conflicts.length, step: input.step }));
  const form = evaluateStep(input);
  const problems = form.fields.flatMap((field) => field.problems);
  if (problems.length > 0)
    return refused(problem('step.invalid', { count: problems.length, step: input.step, problems }));
  const broken = brokenGates(input, place, form);
  if (broken.length > 0)
    return refused(problem('gate.refused', { count: broken.length, stage: place.stage.key, problems: broken }));
  return ok({
    fields: storedFields(place, form, before),
    measures: measuresOf(form, scopeWith(input, place, form)),
    supersedes: [...before.heads],
    orderTypeVersion: input.definition.version,
  });
}

const scopeWith = (input: StepInput, place: StepPlace, form: StepForm): Scope =>
  withStep(scopeOfView(input.view, input.definition, input.settings), place.stage.key, place.step.key, {
    ...blank(place),
    ...form.values,
  });

const blank = (place: StepPlace): Record<string, Json> =>
  Object.fromEntries(valueFields(place.step).map(({ key }) => [key, null]));

/** A stage that was passed stays passed, so a correction in it may not undo why. During rework the reviewer is the judge. */
function brokenGates(input: StepInput, place: StepPlace, form: StepForm): readonly Problem[] {
  const { view } = input;
  if (view.fold.passed[place.stage.key] === undefined || view.fold.reviewState === 'returned') return [];
  const steps = new Map<string, StepView>(view.stages.flatMap((stage) => stage.steps.map((step) => [step.key, step])));
  const corrected = steps.get(input.step);
  if (corrected === undefined) return [];
  steps.set(input.step, {
    ...corrected,
    values: form.values,
    heads: corrected.heads.length > 0 ? corrected.heads : [input.step],
  });
  const scope = scopeWith(input, place, form);
  const facts = { ...(scope.facts as object), accepted: true };
  return judge(place.stage, {
    scope: { ...scope, facts },
    settings: input.settings,
    fold: view.fold,
    steps,
    conflicts: view.conflicts,
    evidence: view.evidence,
  }).problems;
}

function storedFields(place: StepPlace, form: StepForm, before: StepView): SubmissionDocument['fields'] {
  const stored: SubmissionDocument['fields'] = {};
  for (const { key } of valueFields(place.step)) {
    const value = form.values[key] ?? null;
    const base = before.values[key] ?? null;
    if (base !== null) stored[key] = { value, base };
    else if (value !== null) stored[key] = { value };
  }
  return stored;
}

function measuresOf(form: StepForm, scope: Scope): Measure[] {
  return form.fields.flatMap((field) => {
    const { measure, unit } = field.definition;
    if (measure === undefined || !field.relevant || typeof field.value !== 'number') return [];
    const [method, instrument] = [textOf(measure.method, scope), textOf(measure.instrument, scope)];
    return [
      {
        field: field.key,
        value: field.value,
        unit: unit ?? '',
        ...(method === null ? {} : { method }),
        ...(instrument === null ? {} : { instrument }),
        ...(field.limit == null ? {} : { limit: field.limit }),
        verdict: field.verdict,
      } satisfies Measure,
    ];
  });
}

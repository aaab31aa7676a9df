import type { Json } from '../../domain/documents/base.ts';
import type { ReworkItem } from '../../domain/documents/review.ts';
import type { Measure, SubmissionDocument } from '../../domain/documents/submission.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { sameJson } from './canonical.ts';
import { closure, type Merged, mergeStep } from './merge.ts';
import type { Values } from './scope.ts';
import type { StepDefinition, StepView } from './types.ts';

export type StepParts = {
  readonly key: string;
  readonly step: StepDefinition;
  readonly submissions: readonly SubmissionDocument[];
  readonly merged: Merged;
  readonly relevant: boolean;
  /** what the newest return asks of this step, answered or not */
  readonly asked: ReworkItem | null;
  readonly fold: Pick<OrderFold, 'rework' | 'choices'>;
  /** submissions that the reviewer of that return had before him */
  readonly judged: ReadonlySet<string>;
  /** signed, or reported, anew since that return */
  readonly doneAnew: boolean;
  /** an open send-back asks for the step anew: what its author had before him, and whether it was signed or reported since; null: none does */
  readonly sentBack: { readonly judged: ReadonlySet<string>; readonly doneAnew: boolean } | null;
};

export function stepViewFrom(parts: StepParts): StepView {
  const { submissions, merged, asked } = parts;
  const { sentBack } = parts;
  const before = asked === null ? null : judgedBefore(parts, parts.judged);
  const mended = before?.mended === true || (asked !== null && parts.doneAnew);
  const since = sentBack === null ? null : judgedBefore(parts, sentBack.judged);
  const anew = since === null ? null : since.mended || sentBack?.doneAnew === true ? 'answered' : 'asked';
  return {
    key: parts.key,
    kind: parts.step.kind,
    relevant: parts.relevant,
    state: stateOf(parts, mended, anew),
    values: merged.values,
    measures: measuresInForce(merged, submissions),
    origins: merged.origins,
    heads: merged.heads,
    submissions: submissions.map((submission) => ({
      id: submission._id,
      by: submission.createdBy,
      deviceId: submission.deviceId ?? null,
      at: submission.time.at,
      supersedes: submission.supersedes,
    })),
    rework: asked,
    ...(anew !== null && { anew }),
    changes: changesSince((before ?? since)?.values ?? null, merged),
  };
}

function stateOf(
  { merged, asked, fold, key }: StepParts,
  mended: boolean,
  anew: NonNullable<StepView['anew']> | null,
): StepView['state'] {
  if (merged.conflicts.length > 0) return 'conflict';
  if ((asked !== null && mended) || anew === 'answered') return 'mended';
  if (fold.rework.some(({ step }) => step === key) || anew === 'asked') return 'rework';
  return merged.heads.length === 0 ? 'empty' : 'submitted';
}

/** The values at the return, and whether something was submitted on top of them. */
function judgedBefore(
  { key, submissions, fold }: StepParts,
  judged: ReadonlySet<string>,
): {
  readonly values: Values;
  readonly mended: boolean;
} {
  const byId = new Map(submissions.map((submission) => [submission._id, submission]));
  const old = submissions.filter(({ _id }) => judged.has(_id));
  const fresh = submissions.filter(({ _id }) => !judged.has(_id));
  const mended = fresh.some(({ _id }) => old.length === 0 || [...closure(_id, byId)].some((id) => judged.has(id)));
  return { values: mergeStep(key, old, fold.choices).values, mended };
}

function changesSince(before: Values | null, merged: Merged): StepView['changes'] {
  if (before === null) return [];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(merged.values)])].sort();
  return fields.flatMap((field) => {
    const [was, is]: readonly [Json, Json] = [before[field] ?? null, merged.values[field] ?? null];
    return sameJson(was, is)
      ? []
      : [{ field, before: was, after: is, submission: merged.origins[field] ?? merged.heads.at(-1) ?? '' }];
  });
}

/** Of each measured field the measure as it was judged when its value was submitted. */
function measuresInForce(merged: Merged, submissions: readonly SubmissionDocument[]): readonly Measure[] {
  const heads = submissions.filter(({ _id }) => merged.heads.includes(_id));
  return Object.keys(merged.values).flatMap((field) => {
    const holders = [...submissions.filter(({ _id }) => _id === merged.origins[field]), ...heads];
    const measure = holders
      .flatMap(({ measures }) => measures)
      .find((one) => one.field === field && one.value === merged.values[field]);
    return measure === undefined ? [] : [measure];
  });
}

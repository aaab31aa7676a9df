import type { Json } from '../../domain/documents/base.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { sameJson } from './canonical.ts';
import type { SettledConflict } from './types.ts';

/**
 * Every choice between values that differed, in causal order: who chose when, the value taken and those that were not, so that a losing
 * value stays readable. A choice that was not applied settled nothing.
 */
export function settledConflicts(
  { history }: Pick<OrderFold, 'history'>,
  submissions: readonly SubmissionDocument[],
): readonly SettledConflict[] {
  const byId = new Map(submissions.map((submission) => [submission._id, submission]));
  return history.flatMap(({ event, applied }): readonly SettledConflict[] => {
    if (!applied || event.kind !== 'conflictChosen') return [];
    const { step, field, chosen, rejected } = event.payload;
    const valueIn = (id: string): Json => byId.get(id)?.fields[field]?.value ?? null;
    return [
      {
        event: event._id,
        step,
        field,
        by: event.createdBy,
        at: event.time.at,
        chosen: valueIn(chosen),
        rejected: rejected.map(valueIn),
        submissions: { chosen, rejected },
      },
    ];
  });
}

export type RejectedValue = { readonly value: Json; readonly submission: string };

/** One field whose values once differed: the choice in force, and every value that some choice left and that is not in force by it. */
export type SettledField = { readonly choice: SettledConflict; readonly rejected: readonly RejectedValue[] };

/** By `<stage>.<step>/<field>`. Of several choices on one field the last counts (two people may have chosen at once). */
export function settledFields(settled: readonly SettledConflict[] = []): ReadonlyMap<string, SettledField> {
  const found = new Map<string, SettledField>();
  for (const choice of settled) {
    const key = `${choice.step}/${choice.field}`;
    const left = choice.submissions.rejected.map((submission, i) => ({
      submission,
      value: choice.rejected[i] ?? null,
    }));
    const all = distinct([...(found.get(key)?.rejected ?? []), ...left]);
    found.set(key, { choice, rejected: all.filter(({ value }) => !sameJson(value, choice.chosen)) });
  }
  return found;
}

const distinct = (given: readonly RejectedValue[]): readonly RejectedValue[] =>
  given.filter((one, i) => given.findIndex(({ value }) => sameJson(value, one.value)) === i);

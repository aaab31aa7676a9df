import type { Json } from '../../domain/documents/base.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import type { SettledConflict } from './types.ts';

/** Every choice between values that differed, with the value taken and those that were not, so that a losing value stays readable. */
export function settledConflicts(
  { history }: Pick<OrderFold, 'history'>,
  submissions: readonly SubmissionDocument[],
): readonly SettledConflict[] {
  const byId = new Map(submissions.map((submission) => [submission._id, submission]));
  return history.flatMap(({ event }): readonly SettledConflict[] => {
    if (event.kind !== 'conflictChosen') return [];
    const { field, chosen, rejected } = event.payload;
    const valueIn = (id: string): Json => byId.get(id)?.fields[field]?.value ?? null;
    return [{ event: event._id, chosen: valueIn(chosen), rejected: rejected.map(valueIn) }];
  });
}

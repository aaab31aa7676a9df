import type { OrderView } from '../../../forms/engine/types.ts';
import type { ReportChange } from './input.ts';

/** What is different from the report before: mended answers it did not cover, photos added and withdrawn since. */
export function changesSince(view: OrderView, covered: ReadonlySet<string>): readonly ReportChange[] {
  const values = view.stages.flatMap((stage) =>
    stage.steps.flatMap((step) =>
      step.changes
        .filter(({ submission }) => !covered.has(submission))
        .map(
          ({ field, before, after }): ReportChange => ({
            kind: 'value',
            step: step.key,
            field,
            before,
            after,
          }),
        ),
    ),
  );
  const photos = view.evidence
    .filter(({ slot }) => slot !== 'report')
    .flatMap(({ id, slot, document: { sha256 }, withdrawn }): readonly ReportChange[] => {
      if (covered.has(id))
        return withdrawn ? [{ kind: 'photoWithdrawn', slot, sha256, reason: withdrawn.reasonCode }] : [];
      return withdrawn ? [] : [{ kind: 'photoAdded', slot, sha256, reason: '' }];
    });
  return [...values, ...photos];
}

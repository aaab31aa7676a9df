import type { Json } from '../../../../domain/documents/base.ts';
import type { ReworkItem } from '../../../../domain/documents/review.ts';
import { standingReviews } from '../../../../domain/work-order/review-fold.ts';
import { stepOfSlot } from '../../../../forms/engine/judge.ts';
import type { EvidenceItem, OrderView, StepView } from '../../../../forms/engine/types.ts';

export type PhotoPair = {
  readonly slot: string;
  readonly before: EvidenceItem | null;
  readonly after: EvidenceItem | null;
};
/** One step that was sent back: what was asked, and old beside new. */
export type MendedStep = {
  readonly step: string;
  readonly asked: ReworkItem | null;
  readonly fields: readonly { readonly field: string; readonly before: Json; readonly after: Json }[];
  readonly photos: readonly PhotoPair[];
};

/** When a document was written, by the ULID in its id: two photos of one device compare without reading a clock of ours. */
const uniqueOf = (id: string): string => id.slice(id.lastIndexOf(':') + 1);

/**
 * Photos old beside new: those withdrawn in the step with what replaced them, then those added after the return.
 * @param returnedAt when the reviewer sent the step back; what was taken later is new
 */
export function photoPairs(evidence: readonly EvidenceItem[], step: string, returnedAt: string): readonly PhotoPair[] {
  const mine = evidence.filter((item) => stepOfSlot(item.slot) === step);
  const byId = new Map(mine.map((item) => [item.id, item]));
  const replaced = mine.filter((item) => item.withdrawn !== null && item.withdrawn.at > returnedAt);
  const used = new Set<string>();
  const fresh = mine
    .filter((item) => item.withdrawn === null && item.document.takenAt > returnedAt)
    .toSorted((a, b) => uniqueOf(a.id).localeCompare(uniqueOf(b.id)));
  const pairs = replaced.map((before): PhotoPair => {
    const named = before.withdrawn?.replacedBy;
    const after =
      (named == null ? undefined : byId.get(named)) ??
      fresh.find((item) => item.slot === before.slot && !used.has(item.id)) ??
      null;
    if (after !== null) used.add(after.id);
    return { slot: before.slot, before, after };
  });
  const added = fresh
    .filter((item) => !used.has(item.id))
    .map((after): PhotoPair => ({ slot: after.slot, before: null, after }));
  return [...pairs, ...added];
}

/** Every step that the newest return named, with its changes; empty where nothing was ever sent back. */
export function mendedSteps(view: OrderView): readonly MendedStep[] {
  const returned = standingReviews(view.fold).findLast((review) => review.verdict === 'returned');
  if (returned === undefined) return [];
  const steps = new Map<string, StepView>(view.stages.flatMap((stage) => stage.steps.map((step) => [step.key, step])));
  return returned.rework.map((asked) => ({
    step: asked.step,
    asked,
    fields: steps.get(asked.step)?.changes ?? [],
    photos: photoPairs(view.evidence, asked.step, returned.at),
  }));
}
